"""Features: the numbers about blocks and pages that the classifiers decide by.

A function gives one row a block and one column a name of the tuple that stands above it.
"""
