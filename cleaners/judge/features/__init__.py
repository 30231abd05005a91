"""Features: the numbers about blocks and pages that the classifiers decide by.

A function gives one row per block and one column per name of the tuple that stands above it.
"""
