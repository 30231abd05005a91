"""Monitoring: what the pages of a run showed, and what changed against earlier runs.

Alarms are raised by `run_monitor` while a run goes on and by `monitors` at its end;
`extensions/report.py` logs them, `extensions/notify.py` sends them.
"""
