"""Brings recordings into the library: lands finished sessions, rebuilds the index, imports videos.

The session folder owns the recording and the database what people said of it; this room is where
the two meet. May import recorder, session, database and the model. Must never touch a device or a
window.
"""
