"""Steps for engines that share work out over machines; each needs the extra of its engine."""
