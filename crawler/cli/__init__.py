"""The command `chistovik`: what it takes to look at a site, and at what a crawl has stored."""
