"""Training of the classifier: `python -m benchmarks.training`."""
