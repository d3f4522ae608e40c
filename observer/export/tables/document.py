"""The page that documents the columns: `python -m observer.export.tables.document`."""

from pathlib import Path

from observer.export.tables.columns import TABLES

PAGE = Path(__file__).with_name("README.md")

_HEAD = """# Tables

`observer export SESSION --as csv` (or `jsonl`, `xlsx`, `parquet`) writes these tables; `--table`
says which. The page is made from `columns.py` by `python -m observer.export.tables.document`.

In CSV and XLSX the texts of a list stand in one cell with `; ` between them, a semicolon in one of
them as `\\;` and a backslash as `\\\\`. A text in CSV that a spreadsheet could take for a formula
has an apostrophe in front. An empty cell (null in JSON lines and Parquet) is a value that is not
there.
"""


def columns_page() -> str:
    """The page as it has to be."""
    parts = [_HEAD]
    for table in TABLES.values():
        parts.append(f"\n## {table.name}\n\nA row is a {table.meaning}.\n\n")
        parts.append("| column | type | unit | meaning |\n|---|---|---|---|\n")
        parts.extend(
            f"| {column.name} | {column.form} | {column.unit} | {column.meaning} |\n"
            for column in table.columns
        )
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(columns_page(), encoding="utf-8")
