"""Sessions that travel: one file with the media and all that was said, packed here, merged there.

May import what the intake may. What it unpacks comes from strangers: nothing of a pack is believed
before it was checked, and nothing lands outside the library.
"""
