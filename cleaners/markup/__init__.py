"""The markup road: an HTML page becomes blocks with zones and head data."""
