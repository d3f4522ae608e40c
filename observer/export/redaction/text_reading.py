"""Text in a picture, by the tesseract program where it is installed."""

import csv
import io
import os
import shutil
import subprocess
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from observer.capture.opencv import cv2
from observer.model.errors import ExportError
from observer.model.redaction import Area

_LARGER = 2  # letters on a screen are half as high as those the program knows best
_LEAST_CONFIDENCE = 30.0  # of 100; what is suggested in vain costs a look
_TIMEOUT_S = 30
_WORD_LEVEL = "5"  # of page, block, paragraph, line, word


@dataclass(frozen=True, slots=True)
class Word:
    """A word and the pixels it takes."""

    text: str
    area: Area


def can_read_text() -> bool:
    """Whether this computer has what reading needs."""
    return shutil.which("tesseract") is not None


def read_text(grey: npt.NDArray[np.uint8]) -> list[list[Word]]:
    """The lines of a grey picture, each as its words in their order.

    Raises ExportError where text cannot be read here.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise ExportError(
            "Text in pictures cannot be read on this computer",
            "Install the tesseract program (Debian: apt install tesseract-ocr), "
            "or draw the area yourself",
        )
    large = cv2.resize(grey, None, fx=_LARGER, fy=_LARGER, interpolation=cv2.INTER_CUBIC)
    _, encoded = cv2.imencode(".png", large)
    command = [program, "-", "-", "--psm", "11", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=encoded.tobytes(),
            capture_output=True,
            check=True,
            timeout=_TIMEOUT_S,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # its threads wait for one another
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise ExportError(
            f"The tesseract program could not read a picture ({type(error).__name__})",
            "Try it on a picture by hand, or draw the area yourself",
        ) from error
    return _lines(done.stdout.decode(errors="replace"))


def _lines(table: str) -> list[list[Word]]:
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row["level"] != _WORD_LEVEL or not text or float(row["conf"]) < _LEAST_CONFIDENCE:
            continue
        left, top, width, height = (
            int(row[name]) // _LARGER for name in ("left", "top", "width", "height")
        )
        line = tuple(row[name] for name in ("block_num", "par_num", "line_num"))
        lines.setdefault(line, []).append(
            Word(text, Area(left, top, max(1, width + 1), max(1, height + 1)))
        )
    return list(lines.values())
