"""How often sites are visited: a month of many made-up sites, by several rules."""
