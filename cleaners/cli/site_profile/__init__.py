"""`site-profile`: what is known of a site, shown, learned, checked and imported."""
