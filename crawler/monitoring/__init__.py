"""Monitoring: what the pages of a run showed, and what changed against earlier runs."""
