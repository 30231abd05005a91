"""Manners: what a host asks of us beyond its pages, and how we keep to it."""
