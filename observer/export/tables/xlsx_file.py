"""Tables as the sheets of an Excel workbook."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from observer.export.document import Document, counted
from observer.export.tables.rows import FilledTable
from observer.export.tables.safe_cells import join_items
from observer.model.errors import ExportError

LONGEST_TEXT = 32_767
"""Characters that a cell can hold (Excel specifications and limits)."""

MOST_ROWS = 1_048_575
"""Rows under the head of a sheet (the same source)."""

_WIDEST = 60  # characters: a note is read in its cell, not in a column across the screen
# No text is looked at for being a formula, a link or a number: texts stay texts.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_document(tables: Sequence[FilledTable]) -> Document:
    """A sheet a table, with its head in sight and a filter on each column.

    Raises ExportError for more rows than a sheet can hold.
    """
    held = io.BytesIO()
    cut = 0
    with xlsxwriter.Workbook(held, _OPTIONS) as book:
        book.set_properties({"created": datetime.now(UTC).replace(microsecond=0, tzinfo=None)})
        head = book.add_format({"bold": True})
        for filled in tables:
            if len(filled.rows) > MOST_ROWS:
                raise ExportError(
                    f"{len(filled.rows)} rows of {filled.table.name} are more than a sheet holds",
                    "Export them as CSV, JSON lines or Parquet",
                )
            sheet = book.add_worksheet(filled.table.name)
            for place, column in enumerate(filled.table.columns):
                sheet.write_string(0, place, column.name, head)
            cut += _fill(sheet, filled)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(filled.rows), len(filled.table.columns) - 1)
    losses = (
        f"A cell of a workbook holds {LONGEST_TEXT} characters:"
        f" {counted(cut, 'text was', 'texts were')} cut there",
    )
    return Document(held.getvalue(), losses if cut else ())


def _fill(sheet: Worksheet, filled: FilledTable) -> int:
    """Write the rows; how many texts were cut."""
    cut = 0
    widths = [len(column.name) + 3 for column in filled.table.columns]
    for number, row in enumerate(filled.rows, 1):
        for place, value in enumerate(row):
            text = join_items(value) if isinstance(value, tuple) else value
            if isinstance(text, str):
                plain = text.encode("utf-8", "replace").decode()
                cut += len(plain) > LONGEST_TEXT
                sheet.write_string(number, place, plain[:LONGEST_TEXT])
                widths[place] = min(_WIDEST, max(widths[place], len(plain) + 1))
            elif text is not None:
                sheet.write_number(number, place, text)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    return cut
