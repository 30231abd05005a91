"""Words of news pages by language: data, read once, merged over all languages."""

from cleaners.labels.lexicon import OPENING, Lexicon, fold_label, load_lexicon

__all__ = ["OPENING", "Lexicon", "fold_label", "load_lexicon"]
