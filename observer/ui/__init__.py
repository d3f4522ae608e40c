"""The window: the only room with Qt, a folder a screen.

May import every room. Must never hold SQL, and never wait: background work passes through
`background.py`, one hop there and one hop back.
"""
