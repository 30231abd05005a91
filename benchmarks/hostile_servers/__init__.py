"""Hostile and unlucky web servers, made by code, and what a crawl makes of them."""
