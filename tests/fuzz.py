"""python -m tests.fuzz: over a thousand broken and hostile files of every kind that is read.

Packs (500), annotations of other tools (500), and recordings (500, or as many as are named).
"""

import sys

import pytest

_TESTS = [
    "tests/intake/travel/test_hostile_packs.py",
    "tests/intake/travel/test_hostile_recordings.py",
    "tests/intake/exchange/test_hostile_files.py",
    "tests/intake/test_hostile_media.py",
]


def main() -> int:
    """Run them all; the exit code is pytest's."""
    count = sys.argv[1] if len(sys.argv) > 1 else "500"
    options = ["-v", "--timeout", "3600", "--fuzzed-media", count]
    return pytest.main([*options, *_TESTS])


if __name__ == "__main__":
    sys.exit(main())
