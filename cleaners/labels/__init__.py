"""Words of news pages by language: data, read once, merged over all languages."""

from cleaners.labels.lexicon import Lexicon, fold_label, load_lexicon

__all__ = ["Lexicon", "fold_label", "load_lexicon"]
