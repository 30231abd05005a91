"""The archive: every exchange with a site as WARC 1.1, before anything is made of it."""
