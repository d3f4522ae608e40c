"""A table as JSON lines: an object a row, in UTF-8."""

import json

from observer.export.document import Document
from observer.export.tables.rows import FilledTable


def json_lines_document(filled: FilledTable) -> Document:
    """Keys are the columns' names; what is not there is null, a list is a list."""
    names = [column.name for column in filled.table.columns]
    lines = [
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in filled.rows
    ]
    return Document("".join(line + "\n" for line in lines).encode("utf-8", "replace"))
