"""Scrapy's own commands, where they should say more."""
