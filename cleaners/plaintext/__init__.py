"""The plain-text road: the lines of a dump become the blocks of a page."""
