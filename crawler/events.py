"""Signals of our own, beside Scrapy's."""

# Sent with `url` and `error` when a page could not be fetched.
page_failed = object()

# Sent with `alarms`, a list of `monitoring.run_report.Alarm`, as soon as one page raised them.
alarms_raised = object()
