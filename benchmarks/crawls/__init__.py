"""What the crawler promises, measured: killed crawls, second runs, likeness."""
