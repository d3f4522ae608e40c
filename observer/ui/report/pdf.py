"""Prints a report's page: `python -m observer.ui.report.pdf IN OUT`, a process of its own.

Qt's web engine lays it out, as a browser would: the page and its paper cannot come apart. It runs
without scripts, without a window, and without a way to anything but the page itself.
"""

import os
import sys
from pathlib import Path

NOT_INSTALLED = 3
"""The exit code where the web engine, or a library of the system that it needs, is missing."""

FAILED = 4
"""The exit code where the page could not be printed."""

_QUIET = {
    "QT_QPA_PLATFORM": "offscreen",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --disable-background-networking",
    "QT_LOGGING_RULES": "*=false",
}


def main(arguments: list[str]) -> int:
    """Print the first file as the second; says by its exit code how that went."""
    source, out = (Path(argument).absolute() for argument in arguments)
    os.environ.update(_QUIET)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium's sandbox refuses root; the page is ours, and scripts are off.
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    try:
        from observer.ui.report.printer import print_page
    except ImportError as error:
        print(error, file=sys.stderr)  # noqa: T201  # for who started the process
        return NOT_INSTALLED
    return 0 if print_page(source, out) else FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
