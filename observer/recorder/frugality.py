"""How the recording process keeps its memory small: it runs for hours beside the product."""

import ctypes

SPARING = {
    "MALLOC_ARENA_MAX": "1",  # each thread's own heap keeps what it once needed
    "OPENBLAS_NUM_THREADS": "1",  # NumPy's workers are for matrices: here there are none
}
"""What the environment has to say before the process begins."""

_SET_HUGE_PAGES_OFF = 41  # PR_SET_THP_DISABLE of linux/prctl.h


def refuse_huge_pages() -> bool:
    """Have the kernel give out memory in small pages; whether it agreed.

    x264 asks for pages of 2 MB, of which most stays unused at one picture's size: 4 MB in all.
    """
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    return prctl is not None and prctl(_SET_HUGE_PAGES_OFF, 1, 0, 0, 0) == 0
