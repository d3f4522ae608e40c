"""The picture of the review, and everything that is drawn over it.

`view.py` joins it: `viewport.py` says where the picture lies, `pixels.py` draws it, `layers.py`
says which of the overlays are wanted. Each overlay is a file: `trail.py`, `rings.py`,
`scrolling.py`, `key_strip.py`, `captions.py`; what they show comes from `hand.py`. The face:
`face_place.py`.
"""
