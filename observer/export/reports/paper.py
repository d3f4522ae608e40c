"""A report's page as PDF, printed by a process of the window's room."""

import subprocess
import sys
import tempfile
from pathlib import Path

from observer.model.errors import ExportError

_PRINTER = "observer.ui.report.pdf"
_NOT_INSTALLED = 3
_LONGEST_S = 120


def print_pdf(page: bytes) -> bytes:
    """The PDF of a page. Raises ExportError where it cannot be printed here."""
    with tempfile.TemporaryDirectory(prefix="observer-report-") as folder:
        source, out = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_bytes(page)
        try:
            ended = subprocess.run(
                # A packaged program is its own interpreter and understands -m as well.
                [sys.executable, "-m", _PRINTER, str(source), str(out)],
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_LONGEST_S,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ExportError(
                "The report could not be printed within two minutes",
                "Try again with less going on, or print the page (--as html) in a browser",
            ) from error
        if ended.returncode == _NOT_INSTALLED:
            raise ExportError(
                f"Printing needs a part that is missing here ({ended.stderr.strip()})",
                "Install libnss3, libxcomposite1, libxdamage1, libxkbfile1 and libxtst6, or print"
                " the page (--as html) in a browser",
            )
        if ended.returncode or not out.is_file():
            raise ExportError(
                "The report could not be printed", "Print the page (--as html) in a browser"
            )
        return out.read_bytes()
