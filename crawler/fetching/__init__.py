"""Fetching: what makes one answer a whole page, and a page come once."""
