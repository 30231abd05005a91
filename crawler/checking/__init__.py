"""`chistovik check`: a look at a site before its first crawl."""
