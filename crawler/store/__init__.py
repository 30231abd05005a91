"""What a crawl writes and remembers: state, archive, articles, feeds; safe against a crash."""
