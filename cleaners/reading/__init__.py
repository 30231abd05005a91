"""Reading short texts of news pages: names, dates, credits, counters, languages."""
