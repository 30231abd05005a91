"""`site-profile edit`: a page of one's own machine on which a profile is made by pointing."""
