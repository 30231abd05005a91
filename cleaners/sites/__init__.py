"""Site profiles: what is known of one host, as data."""
