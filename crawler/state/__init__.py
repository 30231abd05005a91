"""What a crawl remembers until the next: pages, articles and their versions, sources, files."""
