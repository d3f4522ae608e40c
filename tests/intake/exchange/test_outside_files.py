"""Files that BORIS, ELAN and people's own tables hold, read as they are."""

import csv
from pathlib import Path

import pytest

from observer.intake.exchange.brought import Brought
from observer.intake.exchange.csv_table import read_csv_table
from observer.intake.exchange.reading import read_annotations
from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_MS
from observer.model.errors import ExchangeError
from tests.database.builders import SECOND
from tests.shared_data import SHARED

needs_samples = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the samples of other tools are not kept with the project"
)


def read(path: Path, observation: str | None = None) -> Brought:
    return read_annotations(path, "nosuchsession", observation=observation)


@needs_samples
def test_boris_states_are_what_boris_itself_exports_of_them() -> None:
    """aggregated_1.tsv is BORIS's own pairing of one observation."""
    with (SHARED / "boris/aggregated_1.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    brought = read(SHARED / "boris/test.boris", "observation #2")
    spans = [(one.codes, one.start_ns, one.end_ns) for one in brought.moments]
    assert spans == [
        (
            (row["Behavior"],),
            round(float(row["Start (s)"]) * 1000) * NS_PER_MS,
            round(float(row["Stop (s)"]) * 1000) * NS_PER_MS,
        )
        for row in rows
    ]


@needs_samples
def test_boris_modifiers_and_subjects_become_lines_of_the_note() -> None:
    brought = read(SHARED / "boris/test.boris", "modifiers")
    notes = {one.note for one in brought.moments}
    assert {"modif #1: m1", "modif #1: m2", "modif #1: m3"} <= notes
    subjects = read(SHARED / "boris/test.boris", "observation #1")
    assert subjects.moments[0].note == "subject: subject1"


@needs_samples
def test_a_state_without_an_end_is_a_point_and_said() -> None:
    brought = read(SHARED / "boris/test.boris", "live not paired")
    assert any("no end" in line for line in brought.told)


@needs_samples
def test_a_project_of_many_sessions_asks_which() -> None:
    with pytest.raises(ExchangeError, match=r"--observation.*observation #1"):
        read(SHARED / "boris/test.boris")
    with pytest.raises(ExchangeError, match="no observation “nowhere”"):
        read(SHARED / "boris/test.boris", "nowhere")


@needs_samples
def test_every_annotation_of_an_elan_document_comes_with_its_tier_and_time() -> None:
    path = SHARED / "elan/sample_2.8.eaf"
    brought = read(path)
    text = path.read_text(encoding="utf-8")
    annotations = text.count("<ALIGNABLE_ANNOTATION") + text.count("<REF_ANNOTATION")
    assert len(brought.moments) == annotations
    first = brought.moments[0]
    assert (first.note, first.codes) == ("The quick brown fox 001", ("text",))
    assert (first.start_ns, first.end_ns) == (2000 * NS_PER_MS, 5000 * NS_PER_MS)
    # Words between slots without a time lie inside of their sentence, one after the other.
    words = [one for one in brought.moments if one.codes == ("words-timesub",)]
    inside = [one for one in words if 8000 <= one.start_ns / NS_PER_MS < 11_000]
    assert inside
    assert all(one.end_ns > one.start_ns for one in inside)
    assert [one.start_ns for one in inside] == sorted(one.start_ns for one in inside)


@pytest.mark.parametrize(
    ("table", "span", "note"),
    [
        ("Start (s);Stop (s);Behavior;Comment\n1,5;2,25;lost;hm\n", (1.5, 2.25), "hm"),
        ("time\ttext\n0:01:02.5\tlooks\n", (62.5, 62.5), "looks"),
        ("\ufeffstart,duration,note,coder\n3,2.5,'=1+1,Ann\n", (3, 5.5), "=1+1"),
        ("Begin time,End time,Annotation\n01:00.25,01:01.5,here\n", (60.25, 61.5), "here"),
    ],
    ids=["commas in numbers", "tabs and clock", "a length", "minutes"],
)
def test_anybodys_table_with_a_begin_is_read(
    table: str, span: tuple[float, float], note: str
) -> None:
    (one,) = read_csv_table(table.removeprefix("\ufeff"), "a.csv", "x").moments
    assert (one.start_ns / SECOND, one.end_ns / SECOND, one.note) == (*span, note)


def test_captions_of_other_tools_become_what_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,500\n<i>Where</i> is it?\n", encoding="utf-8")
    (one,) = read_annotations(path, "x", kind=AnnotationKind.QUOTE).moments
    assert (one.kind, one.quote, one.note) == (AnnotationKind.QUOTE, "Where is it?", "")
