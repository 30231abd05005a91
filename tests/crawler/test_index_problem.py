"""What is said of sitemaps and feeds that lead to nothing."""

from __future__ import annotations

import pytest

from crawler.discovery.index_problem import index_problem

XML = b"<?xml version='1.0'?><!-- made by hand -->"


@pytest.mark.parametrize(
    "index",
    [
        XML + b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>",
        XML + b"<sitemapindex></sitemapindex>\n<!-- 0.02 s -->",
        b"\xef\xbb\xbf\n<s:urlset xmlns:s='x'></s:urlset>",
        b"<rdf:RDF xmlns:rdf='x'></rdf:RDF>",
        b"<feed></feed>",
        b"https://example.org/n/a/\nhttps://example.org/n/b/\n",
    ],
)
def test_what_can_be_read_has_no_problem(index: bytes) -> None:
    """Empty ones too: a site may have nothing new."""
    assert index_problem(index) is None


@pytest.mark.parametrize("index", [XML + b"<urlset><url><loc>/n/", b"<rss><channel><item>"])
def test_one_that_was_cut(index: bytes) -> None:
    """The rest of its stories is hidden."""
    assert index_problem(index) == "it ends too early"


@pytest.mark.parametrize("index", [b"", b"<!DOCTYPE html><html></html>", b"404", b"{}", b"<"])
def test_something_else(index: bytes) -> None:
    """A page for missing pages, for the most part."""
    assert index_problem(index) == "it is no sitemap and no feed"
