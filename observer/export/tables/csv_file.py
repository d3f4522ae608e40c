"""A table as CSV (RFC 4180) in UTF-8."""

import csv
import io

from observer.export.document import Document
from observer.export.tables.rows import Cell, FilledTable
from observer.export.tables.safe_cells import defuse, join_items

_BOM = "\ufeff"


def csv_document(filled: FilledTable, *, bom: bool = False) -> Document:
    """Numbers stay numbers, texts cannot be run as formulas; lines end in CR LF.

    With `bom` the file begins with the mark by which Excel knows UTF-8.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in filled.table.columns])
    writer.writerows([[_cell(value) for value in row] for row in filled.rows])
    return Document(((_BOM if bom else "") + text.getvalue()).encode("utf-8", "replace"))


def _cell(value: Cell) -> str | int | float | None:
    if isinstance(value, tuple):
        value = join_items(value)
    return defuse(value) if isinstance(value, str) else value
