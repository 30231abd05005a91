"""Many machines that crawl one list of sites."""
