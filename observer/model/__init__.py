"""The vocabulary every other room speaks: frozen values, the session clock, the error tree.

May import the standard library only. Must never read or write anything: no files, no devices,
no database, no clock other than the one it is handed or the system's monotonic clock.
"""
