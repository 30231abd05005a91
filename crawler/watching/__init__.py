"""Watching a crawl: what its pages showed, what changed against earlier runs, who is told."""
