"""The Scrapy project: finds pages, fetches them politely, stores and reports; `cleaners` judges.

A folder imports from those above it alone:

configuration     how our settings are read
discovery/        addresses, sitemaps, feeds, links, periods, and the plan of a crawl
store/            what a run writes and remembers; `open_run` opens it, `run_of(crawler)` gets at it
monitoring/       quality flags, alarms, reports
items             what travels from the spider through the pipelines
middlewares/      robots.txt, reserved rights, pauses, redirects, truncated answers, the archive
pipelines/        clean, reclean, drop, store
spiders/          which pages are asked for
extensions/       run, crawl delay, report, learned profiles, notifications
commands/         `scrapy crawl` with clear errors and exit statuses

`addon` offers the cleaning to other projects; `scrapy_internals` has what Scrapy does not document.
"""
