"""Decisions and found texts → the fields of the article."""
