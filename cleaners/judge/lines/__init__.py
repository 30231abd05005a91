"""The judge of plain-text dumps: no markup is left, lines are all there is."""
