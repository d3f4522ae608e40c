"""The command line's verbs, a file each: they parse, call one room and print; no logic of their own.

May import every room. Must never hold SQL or draw a window.
"""
