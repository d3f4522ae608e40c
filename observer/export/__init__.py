"""Evidence that leaves the library: clips for now; reels, reports and exchange formats to come.

May import session, database and the model. Must never import window widgets, and never writes a
half-finished file under its final name.
"""
