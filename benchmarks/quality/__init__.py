"""How good and how fast extractors of main content are: `python -m benchmarks.quality`.

Read `running.py` first: `run(pages, extractors)` gives the results that everything else reads.
"""
