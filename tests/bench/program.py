"""Workloads as programs of their own, ended with the benchmark."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def running(name: str, *arguments: str) -> "Iterator[subprocess.Popen[str]]":
    """A workload (tests.bench.NAME) that has said “ready”; ended on leaving."""
    process = start(name, *arguments)
    assert process.stdout is not None
    try:
        if process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"the workload {name} did not start")
        yield process
    finally:
        process.terminate()
        process.communicate()


def start(name: str, *arguments: str) -> "subprocess.Popen[str]":
    """Start a workload, both its ends in our hands."""
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.bench.{name}", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def tell(process: "subprocess.Popen[str]") -> None:
    """Give a waiting workload its line: begin."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def finish(process: "subprocess.Popen[str]") -> str:
    """Wait for a workload's end; what it said. Raises RuntimeError where it failed."""
    said, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"a workload ended with {process.returncode}: {process.args!r}")
    return said
