"""A table as Parquet, where pyarrow is installed."""

import importlib
import io
from typing import Any

from observer.export.document import Document
from observer.export.tables.columns import Form
from observer.export.tables.rows import FilledTable
from observer.model.errors import ExportError


def parquet_document(filled: FilledTable) -> Document:
    """Columns have their types, units and meanings. Raises ExportError without pyarrow."""
    try:
        arrow: Any = importlib.import_module("pyarrow")
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise ExportError(
            "Parquet needs the package pyarrow, which is not installed",
            "Install it with: pip install 'observer[parquet]', or export CSV or JSON lines",
        ) from error
    kinds = {
        Form.TEXT: arrow.string(),
        Form.WHOLE: arrow.int64(),
        Form.DECIMAL: arrow.float64(),
        Form.LIST: arrow.list_(arrow.string()),
    }
    fields = [
        arrow.field(
            column.name,
            kinds[column.form],
            metadata={"unit": column.unit, "meaning": column.meaning},
        )
        for column in filled.table.columns
    ]
    columns = [
        arrow.array([_plain(row[place]) for row in filled.rows], type=field.type)
        for place, field in enumerate(fields)
    ]
    held = io.BytesIO()
    table = arrow.Table.from_arrays(columns, schema=arrow.schema(fields))
    parquet.write_table(table, held)
    return Document(held.getvalue())


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
