"""What a verb is: steps with something to wait for in between, and a value at the end."""

from collections.abc import Callable, Generator
from typing import TypeAlias, TypeVar

_T = TypeVar("_T")

Steps: TypeAlias = Generator[Callable[[], object], None, _T]
"""Yields a condition and goes on once it is true; what is returned is what JSON can say."""
