"""Engines for clusters on one machine: what they add, what a kill costs, what scale costs."""
