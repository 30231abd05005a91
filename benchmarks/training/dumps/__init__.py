"""What is learned of dumps whose lines are classified: `python -m benchmarks.training.dumps`."""
