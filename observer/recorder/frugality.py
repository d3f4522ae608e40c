"""How the recording process keeps its memory small: it runs for hours beside the product."""

import ctypes
import re
from pathlib import Path

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


_DONT_NEED = 4  # MADV_DONTNEED of bits/mman-linux.h
_MAPPING = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (r-[-x]p) \S+ \S+ [1-9]\d*\s+/")


def hand_back_start() -> int:
    """Hand back the pages of libraries that only starting needed; how many bytes were mapped.

    Half of the process's memory is code and tables of libraries, most of it read once, while they
    were loaded. What is needed again comes back from the kernel's cache, at a microsecond a page.
    Pages that were written to, by the linker for one, are not among them.
    """
    advise = getattr(ctypes.CDLL(None), "madvise", None)
    smaps = Path("/proc/self/smaps")
    if advise is None or not smaps.exists():
        return 0
    handed_back = 0
    for start, length in _clean_mappings(smaps.read_text()):
        if advise(ctypes.c_void_p(start), ctypes.c_size_t(length), _DONT_NEED) == 0:
            handed_back += length
    return handed_back


def _clean_mappings(smaps: str) -> list[tuple[int, int]]:
    """Start and length of each part of a file that is mapped to be read, and never was written."""
    found: list[tuple[int, int]] = []
    asked = (0, 0)
    for line in smaps.splitlines():
        if line[0] in "0123456789abcdef":
            mapping = _MAPPING.match(line)
            start, end = (int(mapping[1], 16), int(mapping[2], 16)) if mapping else (0, 0)
            asked = (start, end - start)
        elif line.startswith("Anonymous:") and asked[1] and line.split()[1] == "0":
            found.append(asked)
    return found
