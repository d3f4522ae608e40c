"""The picture of the review, and everything that is drawn over it.

`view.py` joins it: `viewport.py` says where the picture lies, `pixels.py` draws it, `overlays.py`
draws over it what of `layers.py` is wanted. Each overlay is a file: `trail.py`, `rings.py`,
`scrolling.py`, `key_strip.py`, `captions.py`; what they show comes from `hand.py`. The face:
`inset.py`, `face_place.py`, `face_looks.py`.
"""
