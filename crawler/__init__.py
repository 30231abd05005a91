"""The Scrapy project: finds pages, fetches them politely, stores and reports; judges nothing."""
