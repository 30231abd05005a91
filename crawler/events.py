"""Signals of our own, beside Scrapy's."""

# Sent with `url` and `error` when a page could not be fetched.
page_failed = object()

# Sent with `alarm`, a `crawler.watching.alarm.Alarm`, as soon as it is raised.
alarm_raised = object()
