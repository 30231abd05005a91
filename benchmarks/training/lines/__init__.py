"""Training of the judge of plain-text lines: `python -m benchmarks.training.lines`."""
