"""Suspected friction, a rule a file: pure functions over the tracks of a session.

`run.signals_of` asks them all; `rules.RULES` lists them.
"""
