"""Figures made of what was observed: pure functions, values in and values out.

May import the model. Must never read or write anything.
"""
