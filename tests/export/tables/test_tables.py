"""Tables for other programs: safe to open, exact, and documented."""

import csv
import importlib
import io
import json
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.export.leaving.session import LeavingSession
from observer.export.tables.columns import TABLES
from observer.export.tables.csv_file import csv_document
from observer.export.tables.document import PAGE, columns_page
from observer.export.tables.json_lines import json_lines_document
from observer.export.tables.parquet_file import parquet_document
from observer.export.tables.rows import fill_table
from observer.export.tables.safe_cells import defuse, join_items, restore, split_items
from observer.export.tables.xlsx_file import LONGEST_TEXT, xlsx_document
from observer.model.effort import Effort
from observer.model.errors import ExportError
from observer.model.sitting import Answer, Attempt, Outcome
from observer.model.study import Study
from tests.database.builders import SECOND, study
from tests.export.exchange.sessions import SESSION_ID, leaving, said

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "\n=1", " =1", "'=1", "＝1"]


def session(**fields: object) -> LeavingSession:
    moment = said(1, 1_500_000_001, 2 * SECOND, **{"severity": 3, "codes": ("doubt",), **fields})
    attempt = Attempt("try", SESSION_ID, "find", SECOND, 31 * SECOND, Outcome.DIFFICULTY, 1, "-2")
    answers = (Answer(SESSION_ID, "seq", "ease", "find", 6), Answer(SESSION_ID, "own", "again"))
    effort = Effort(
        "try", SESSION_ID, SECOND, 31 * SECOND, 7, 1234.6, 1, 4, 3, (("web", SECOND),), 2 * SECOND
    )
    return replace(
        leaving([moment], about=_with_steps()),
        attempts=(attempt,),
        answers=answers,
        efforts={"try": effort},
    )


def _with_steps() -> Study:
    told = study()
    return replace(told, tasks=tuple(replace(one, expected_steps=2) for one in told.tasks))


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_can_be_run_as_a_formula(text: str) -> None:
    content = csv_document(fill_table(TABLES["moments"], [session(note=text)])).content.decode()
    (row,) = cells(content)
    assert row["note"].startswith("'")
    assert restore(row["note"]) == text


def test_numbers_of_a_csv_stay_numbers() -> None:
    (row,) = cells(csv_document(fill_table(TABLES["moments"], [session()])).content.decode())
    assert (row["start_s"], row["start_ns"], row["severity"]) == ("1.500000001", "1500000001", "3")
    assert row["codes"] == "Doubt"


def test_a_csv_begins_with_the_mark_where_it_is_asked_for() -> None:
    filled = fill_table(TABLES["moments"], [session()])
    assert csv_document(filled, bom=True).content.startswith(b"\xef\xbb\xbfid,")
    assert csv_document(filled).content.startswith(b"id,")


@given(st.text())
def test_what_is_defused_is_restored(text: str) -> None:
    assert restore(defuse(text)) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1).map(tuple))
def test_lists_come_out_of_their_cell_as_they_went_in(items: tuple[str, ...]) -> None:
    assert split_items(join_items(items)) == (items if items != ("",) else ())


def test_json_lines_hold_an_object_a_row_with_every_column() -> None:
    for table in TABLES.values():
        lines = json_lines_document(fill_table(table, [session()])).content.decode().splitlines()
        assert lines
        for line in lines:
            assert list(json.loads(line)) == [column.name for column in table.columns]


def test_attempts_answers_and_scores_are_told_by_their_names() -> None:
    (attempt,) = cells(csv_document(fill_table(TABLES["attempts"], [session()])).content.decode())
    assert (attempt["task"], attempt["outcome"]) == ("Find", "with difficulty")
    assert (attempt["length_s"], attempt["expected_s"], attempt["note"]) == ("30.0", "90.0", "'-2")
    took = ("clicks", "pointer_px", "help_turns", "steps", "places", "lostness", "unseen_s")
    # N/S = 3/4 and R/N = 2/3: hypot(1/4, 1/3).
    assert [attempt[name] for name in took] == ["7", "1235", "1", "4", "3", "0.4167", "2.0"]
    ease, again = cells(csv_document(fill_table(TABLES["answers"], [session()])).content.decode())
    assert (ease["questionnaire"], ease["question"], ease["value"]) == ("SEQ", "How easy?", "6")
    assert (again["question"], again["value"]) == ("Again?", "")
    (score,) = cells(csv_document(fill_table(TABLES["scores"], [session()])).content.decode())
    assert (score["scale"], score["score"], score["task"]) == ("seq", "6.0", "Find")


def test_a_workbook_has_a_sheet_a_table_with_texts_that_stay_texts() -> None:
    filled = [fill_table(table, [session(note="=1+1")]) for table in TABLES.values()]
    with zipfile.ZipFile(io.BytesIO(xlsx_document(filled).content)) as book:
        names = ElementTree.fromstring(book.read("xl/workbook.xml"))
        sheets = [one.get("name") for one in names.iter() if one.tag.endswith("}sheet")]
        strings = book.read("xl/sharedStrings.xml").decode()
        moments = book.read("xl/worksheets/sheet2.xml").decode()
        properties = (
            book.read("docProps/core.xml").decode() + book.read("docProps/app.xml").decode()
        )
    assert sheets == list(TABLES)
    assert ">=1+1<" in strings
    assert "<f>" not in moments
    assert "<v>1.500000001</v>" in moments
    assert "<dc:creator></dc:creator>" in properties


def test_a_text_too_long_for_a_cell_is_cut_and_said() -> None:
    filled = fill_table(TABLES["moments"], [session(note="x" * (LONGEST_TEXT + 1))])
    document = xlsx_document([filled])
    assert "1 text was cut" in " ".join(document.losses)


def test_parquet_keeps_types_and_meanings_or_says_what_is_missing() -> None:
    filled = fill_table(TABLES["moments"], [session()])
    try:
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ImportError:
        with pytest.raises(ExportError, match="pip install"):
            parquet_document(filled)
        return
    table = parquet.read_table(io.BytesIO(parquet_document(filled).content))
    (row,) = table.to_pylist()
    assert (row["start_ns"], row["severity"], row["codes"]) == (1_500_000_001, 3, ["Doubt"])
    assert table.schema.field("start_ns").metadata[b"unit"] == b"ns"


def test_the_page_says_what_the_columns_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == columns_page(), (
        "run: python -m observer.export.tables.document"
    )
    for table in TABLES.values():
        for row in fill_table(table, [session()]).rows:
            assert len(row) == len(table.columns)
