"""Between Scrapy and the wire: archiving, and asking only for what has changed."""
