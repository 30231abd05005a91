"""Pages rendered to plain text, as corpora hold them: `python -m benchmarks.dumps`."""
