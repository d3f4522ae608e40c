"""One recording is one self-describing folder: this room writes, reads, checks and mends it.

The manifest (session.json), the writer (a Sink), the reader, repair, verification and upgrades of
old formats. May import the model. Must never touch a device, the database or a window toolkit.
"""
