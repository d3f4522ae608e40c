"""Devices to samples: screen, sound, input and focus, and the synthetic devices beside them.

Each device is a `Device` (protocol.py): opened, started with the session's clock and a sink,
paused, stopped. The privacy filter works here, before anything leaves the room. May import the
model. Must never know the disk, the database or a window toolkit.
"""
