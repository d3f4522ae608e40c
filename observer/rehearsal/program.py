"""Our own modules as programs of their own, ended with the block that uses them."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO


@contextmanager
def running_module(
    command: list[str],
    environment: Mapping[str, str],
    *,
    talks: bool = False,
    log: IO[bytes] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m COMMAND…` while the block lasts; `talks` connects its input and output.

    What it says of its troubles goes into `log`, else to where ours go.
    """
    pipe = subprocess.PIPE if talks else subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        env=dict(environment),
        stdin=pipe,
        stdout=pipe,
        stderr=log,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()
