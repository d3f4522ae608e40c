"""Files that mean harm or are broken: a plain sentence, in time, and nothing lands anywhere."""

import json
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from observer.database.library import Library
from observer.export.exchange.boris import boris_project
from observer.export.exchange.captions import moment_captions
from observer.export.exchange.elan import elan_document
from observer.export.exchange.told import told_moments
from observer.export.tables.columns import MOMENTS
from observer.export.tables.csv_file import csv_document
from observer.export.tables.rows import fill_table
from observer.intake.exchange.landing import land_moments
from observer.intake.exchange.reading import read_annotations
from observer.model.errors import ObserverError
from tests.export.exchange.sessions import SESSION_ID, as_session
from tests.intake.exchange.test_round_trips import RICH

_LONGEST_S = 10.0
_FUZZED = 100  # of each of five formats

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LAUGHS = (
    _HEAD
    + '<!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{"&a" + (str(n - 1) if n else "") + ";"}">' for n in range(1, 9))
    + "]><ANNOTATION_DOCUMENT>&a8;</ANNOTATION_DOCUMENT>"
)
_OUTSIDE = (
    _HEAD
    + '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    + "<ANNOTATION_DOCUMENT>&f;</ANNOTATION_DOCUMENT>"
)
_DEEP = _HEAD + "<ANNOTATION_DOCUMENT>" + "<TIER>" * 100_000


def samples() -> dict[str, bytes]:
    session = as_session(RICH)
    told = told_moments(session)
    return {
        "a.boris": boris_project([session]).content,
        "a.eaf": elan_document(session).content,
        "a.vtt": moment_captions(told, srt=False).content,
        "a.srt": moment_captions(told, srt=True).content,
        "a.csv": csv_document(fill_table(MOMENTS, [session])).content,
    }


def refusal(library: Library, tmp_path: Path, name: str, content: bytes | str) -> str:
    """The sentence it is refused with; "" where it was taken. Nothing else is raised or written."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = {one for one in tmp_path.rglob("*") if "library.db" not in one.name}
    began = time.monotonic()
    message = ""
    try:
        brought = read_annotations(path, SESSION_ID)
        land_moments(library, SESSION_ID, brought, "Cyd", name)
    except ObserverError as error:
        message = error.message if error.remedy else "it has no remedy"
    assert time.monotonic() - began < _LONGEST_S
    assert {one for one in tmp_path.rglob("*") if "library.db" not in one.name} == before
    return message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_LAUGHS, "Line 2 .*document type"),
        (_OUTSIDE, "document type"),
        (_DEEP, "elements deep"),
        (_HEAD + "<html/>", "begins “html”"),
        (_HEAD + "<ANNOTATION_DOCUMENT><TIME_ORDER>", "broken in line 2"),
        ('<?xml version="1.0" encoding="klingon"?><ANNOTATION_DOCUMENT/>', "a.eaf"),
        ('<?xml version="1.0" encoding="shift_jis"?><ANNOTATION_DOCUMENT/>', "a.eaf"),
        (b"\xff\xfe<\0", "a.eaf"),
        (b"", "a.eaf"),
        (_HEAD + "<ANNOTATION_DOCUMENT/>", "no annotation"),
        (
            '<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_VALUE="1e9"/></TIME_ORDER>'
            "</ANNOTATION_DOCUMENT>",
            "“1e9” as a time",
        ),
        (
            '<ANNOTATION_DOCUMENT><TIER TIER_ID="t"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a"'
            ' ANNOTATION_REF="b"/></ANNOTATION><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="b"'
            ' ANNOTATION_REF="a"/></ANNOTATION></TIER></ANNOTATION_DOCUMENT>',
            "no annotation",
        ),
        (
            "<ANNOTATION_DOCUMENT><TIER><ANNOTATION><ALIGNABLE_ANNOTATION><ANNOTATION_VALUE>"
            + "x" * 60_000
            + "</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>"
            + "</ANNOTATION_DOCUMENT>",
            "more than 50000 characters",
        ),
        (b"<ANNOTATION_DOCUMENT>" + b" " * (33 * 1024 * 1024), "larger than 32 MB"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(value)[:20],
)
def test_an_elan_document_that_does_harm_is_refused(
    library: Library, tmp_path: Path, content: bytes | str, words: str
) -> None:
    assert re.search(words, refusal(library, tmp_path, "a.eaf", content))


def project_with(change: Callable[[dict[str, Any]], None]) -> str:
    project = json.loads(samples()["a.boris"])
    change(project)
    return json.dumps(project)


def first_event(value: object, place: int = 0) -> str:
    def change(project: dict[str, Any]) -> None:
        next(iter(project["observations"].values()))["events"][0][place] = value

    return project_with(change)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (first_event(float("nan")), "Event 1 of observation .* states nan s"),
        (first_event(1e300), "1e.300 s as a time"),
        (first_event(-1.0), "-1 s as a time"),
        (first_event(10**400), "no possible time"),
        (first_event(True), "states no time"),
        (first_event("1.0"), "states no time"),
        (first_event(None, 1), "holds no text"),
        (first_event("x" * 60_000, 4), "60000 characters"),
        (project_with(lambda one: one.update(observations=[])), "not as BORIS writes it"),
        (project_with(lambda one: one.update(behaviors_conf={"0": 1})), "not as BORIS writes it"),
        (project_with(lambda one: one["behaviors_conf"]["0"].update(code=7)), "Behaviour 0"),
        (project_with(lambda one: one["observations"].clear()), "no event"),
        ('{"observations": {"a": {"events": [[1]]}}}', "Event 1 of observation “a” is none"),
        ('{"observations": {"a": {"events": 7}}}', "no list of events"),
        ("[" * 200_000, "cannot be read|broken"),
        ('{"observations": ' + "9" * 5000 + "}", "cannot be read"),
        ('{"observations": {', "broken in line 1, column"),
        ("{}", "no project of BORIS"),
        (b"\x80\x81", "not text in UTF-8"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(value)[-20:],
)
def test_a_boris_project_with_wild_values_is_refused(
    library: Library, tmp_path: Path, content: bytes | str, words: str
) -> None:
    assert re.search(words, refusal(library, tmp_path, "a.boris", content))
    assert library.annotations(SESSION_ID) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a,b\n1,2\n", "no column that says when"),
        ("start,note\nsoon,x\n", "Line 2 .*“soon”"),
        ("start,end\n2,1\n", "Line 2 .* ends before"),
        ("start\n-1\n", "Line 2 "),
        ("start\n1e99\n", "Line 2 "),
        ("start,severity\n1,9\n", "“9” as severity"),
        ('start,note\n1,"' + "x" * 200_000 + '"\n', "Line 2 .*field"),
        ('start,note\n1,"open\n', "no CSV"),
        ("session,start\na,1\nb,2\n", "2 sessions, none"),
        ("start,note\n", "no annotation"),
        ("", "no column"),
    ],
)
def test_a_table_that_says_what_cannot_be_is_refused(
    library: Library, tmp_path: Path, content: str, words: str
) -> None:
    assert re.search(words, refusal(library, tmp_path, "a.csv", content))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("WEBVTT\n\nNOTE observer {\n\n00:01.000 --> 00:02.000\nx\n", "line 3"),
        ('WEBVTT\n\nNOTE observer {"start_ns": -5, "end_ns": 1}\n', "line 3"),
        ('WEBVTT\n\nNOTE observer {"start_ns": 1, "end_ns": 1, "note": 7}\n', "line 3"),
        ('WEBVTT\n\nNOTE observer {"start_ns": 1, "end_ns": 1, "severity": 9}\n', "line 3"),
        ("WEBVTT\n\nsoon --> later\nx\n", "Line 3 "),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nx\n", "line 3"),
        ("WEBVTT\n", "no annotation"),
    ],
)
def test_captions_that_say_what_cannot_be_are_refused(
    library: Library, tmp_path: Path, content: str, words: str
) -> None:
    assert words in refusal(library, tmp_path, "a.vtt", content)


def test_a_name_of_no_known_format_and_a_folder_are_refused(
    library: Library, tmp_path: Path
) -> None:
    assert "no format" in refusal(library, tmp_path, "a.exe", b"MZ")
    (tmp_path / "b.eaf").mkdir()
    with pytest.raises(ObserverError, match="no file"):
        read_annotations(tmp_path / "b.eaf", SESSION_ID)


def test_a_large_file_is_read_in_time(library: Library, tmp_path: Path) -> None:
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{n}"/>' for n in range(40_000))
    tier = "".join(
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="t{n}"'
        f' TIME_SLOT_REF2="t{n + 1}"><ANNOTATION_VALUE>x</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>'
        "</ANNOTATION>"
        for n in range(20_000)
    )
    content = (
        f'<ANNOTATION_DOCUMENT><HEADER TIME_UNITS="milliseconds"/><TIME_ORDER>{slots}</TIME_ORDER>'
        f'<TIER TIER_ID="t">{tier}</TIER></ANNOTATION_DOCUMENT>'
    )
    path = tmp_path / "a.eaf"
    path.write_text(content, encoding="utf-8")
    began = time.monotonic()
    assert len(read_annotations(path, SESSION_ID).moments) == 20_000
    assert time.monotonic() - began < _LONGEST_S


_WILD = (b"NaN", b"1e300", b"-1", b"null", b"true", b"[[[[", b'"', b"<", b"&x;", b"\x00", b"\xff")


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A few of: bytes changed, a piece cut, doubled or moved, a wild value, an early end."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) or 1)
        to = min(len(data), at + chance.randint(1, 40))
        match chance.randrange(6):
            case 0:
                data[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
            case 1:
                del data[at:to]
            case 2:
                data[at:at] = data[at:to] * chance.randint(1, 50)
            case 3:
                data[at:to] = chance.choice(_WILD)
            case 4:
                del data[at:]
            case _:
                digits = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
                if digits:
                    data[chance.choice(digits)] = ord(chance.choice("0123456789.-eE"))
    return bytes(data)


@pytest.mark.parametrize("name", ["a.boris", "a.eaf", "a.vtt", "a.srt", "a.csv"])
def test_broken_files_are_taken_or_refused_and_never_anything_else(
    library: Library, tmp_path: Path, name: str
) -> None:
    content = samples()[name]
    refused = 0
    for seed in range(_FUZZED):
        refused += bool(refusal(library, tmp_path, name, mutated(content, random.Random(seed))))
    assert 0 < refused <= _FUZZED
