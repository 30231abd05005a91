"""Crawls of publishing systems as newsrooms install them, filled with stories of our own."""
