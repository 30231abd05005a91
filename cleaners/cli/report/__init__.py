"""`clean-file --report`: one HTML page that shows what was kept and what was removed, and why."""
