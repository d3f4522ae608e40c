"""The page that observers open on their own phone or laptop, and the small server behind it.

A process of its own (`python -m observer.companion`), since it faces a network. It is off until
asked for, listens on one interface, and ends with the session. What observers mark reaches the
recording through the recorder's control channel alone.
"""
