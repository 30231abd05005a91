"""Every block gets one decision: by its own text, by its neighbours, by a classifier.

`judge.py` has the order. Pages (`markup_judge.py`) and the lines of dumps (`line_judge.py`) have a
classifier each, with a first pass over blocks and a context pass that knows their neighbours.
"""
