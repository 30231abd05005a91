"""How much a profile learned from a site's own pages is worth, and what it costs.

`python -m benchmarks.templates` scores it, `.curve` by the number of pages learned from, `.speed`
times it, `.growth` measures memory. docs/templates.md has the figures.
"""
