"""What the process that reads strangers' media is told, and what it answers: one JSON a line."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from observer.intake.foreign import ForeignFacts
from observer.intake.media_headers import MediaHeaders
from observer.intake.written_media import WrittenMedia

LONGEST_ANSWER = 1 << 20
"""Bytes of a line; the headers of the most files that a pack may hold take a tenth of it."""


class Step(msgspec.Struct, tag="step"):
    """It goes on; the part that is done, 0 to 1."""

    part: float


class Converted(msgspec.Struct, tag="converted"):
    """The new file is whole."""

    facts: ForeignFacts
    written: WrittenMedia


class Looked(msgspec.Struct, tag="looked"):
    """What the headers say, in the order in which the files were named."""

    headers: list[MediaHeaders]


class Refused(msgspec.Struct, tag="refused"):
    """The file is no recording, or not one that can be read."""

    message: str
    remedy: str


class DiskFailed(msgspec.Struct, tag="disk"):
    """The disk did not take what was written, with its error number."""

    number: int


Answer: TypeAlias = Step | Converted | Looked | Refused | DiskFailed


def write_answer(answer: Answer) -> bytes:
    """One line. Names of files that are no text go through it unharmed."""
    return json.dumps(msgspec.to_builtins(answer, enc_hook=_as_text)).encode() + b"\n"


def read_answer(line: bytes) -> Answer:
    """What a line says; raises ValueError for one that says nothing known."""
    # msgspec's own reader refuses names that are no text, json's does not.
    read: Answer = msgspec.convert(json.loads(line), type=Answer, dec_hook=_from_text)
    return read


def _as_text(value: object) -> str:
    if isinstance(value, Fraction | Path):
        return str(value)
    raise NotImplementedError(f"no way to write a {type(value).__name__}")


def _from_text(kind: type, value: Any) -> Any:
    if kind in (Fraction, Path):
        return kind(value)
    raise NotImplementedError(f"no way to read a {kind.__name__}")
