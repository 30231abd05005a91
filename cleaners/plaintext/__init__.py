"""Plain-text dumps: lines become the blocks of a page."""
