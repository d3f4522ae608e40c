"""The command line's verbs, a file each: they parse, call one room and print.

May import every room. Must never hold SQL, draw a window or have logic of their own.
"""
