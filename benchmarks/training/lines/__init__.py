"""Training of the classifier of plain-text dumps: `python -m benchmarks.training.lines`."""
