"""Training of the classifier of pages: `python -m benchmarks.training`."""
