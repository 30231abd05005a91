"""Extensions: they open and close a run, watch it, report it, and learn from it."""
