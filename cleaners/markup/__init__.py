"""Road 1, HTML: a page becomes blocks with zones and head data."""
