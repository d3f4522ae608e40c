"""`python -m observer.intake.foreign_worker`: the process that reads media which strangers made.

One line of JSON in says what to do; lines of `foreign_orders` out say how it goes. A defect, or
what a file does to a decoder, ends this process and no other.
"""

import json
import os
import sys
from pathlib import Path

from observer.intake.confinement import confine


def main() -> None:
    """Take the order, give up what it does not need, and carry it out."""
    line = sys.stdin.buffer.readline()
    if not line:
        return  # who started it has gone
    order = json.loads(line)
    # A codec that prints must not print between the answers.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)
    into = order.get("into")
    confine(order["parent"], Path(into).parent if into else None)
    # Loads numpy, whose threads keep a process from leaving the network.
    from observer.intake.foreign_work import carry_out

    carry_out([Path(name) for name in order["files"]], Path(into) if into else None, answers.write)


if __name__ == "__main__":
    main()
