"""Hostile and unlucky inputs, made by code, and what becomes of them."""
