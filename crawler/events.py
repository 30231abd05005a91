"""Signals of our own, beside Scrapy's."""

# Sent with `url` and `error` when a page could not be fetched.
page_failed = object()
