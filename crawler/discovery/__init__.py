"""Finding articles: pure functions from a page's bytes to the addresses in it."""
