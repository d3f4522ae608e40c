"""Erasing for good: every trace of a participant, and the proof that none is left.

May import what the intake may. What is begun is finished: a note in the library says what is being
erased until a search has found nothing of it any more.
"""
