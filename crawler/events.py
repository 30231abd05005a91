"""Signals of our own, beside Scrapy's."""

# Sent with `url` and `error` when a page could not be fetched.
page_failed = object()

# Sent with `alarms`, a list of `crawler.watching.alarm.Alarm`, as soon as one page raised them.
alarms_raised = object()
