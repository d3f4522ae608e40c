from pathlib import Path

import pytest

from observer.model.errors import SessionDamaged
from observer.model.samples import FocusChange, InputEvent, InputKind, KeyClass
from observer.session.line_file import _BLOCK_BYTES, LineFile, read_lines

EVENTS = [
    InputEvent(1, InputKind.MOVE, 10, 20),
    InputEvent(2, InputKind.KEY, key_class=KeyClass.SHORTCUT, key="Ctrl+C"),
    InputEvent(3, InputKind.SCROLL, 10, 20, dy=-1),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "input.jsonl"
    file = LineFile(path)
    for event in EVENTS:
        file.append(event)
    file.sync()
    file.close()
    assert file.bytes_written == path.stat().st_size
    assert file.lines == len(EVENTS)
    return path


def test_what_is_appended_comes_back(path: Path) -> None:
    assert list(read_lines(path, InputEvent)) == EVENTS


def test_a_file_torn_anywhere_gives_every_whole_line(path: Path) -> None:
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        found = list(read_lines(path, InputEvent))
        assert found == EVENTS[: len(found)]
        assert len(found) >= whole[:cut].count(b"\n")


def test_a_damaged_line_in_the_middle_is_an_error_that_names_it(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b"{oops\n" + lines[2])
    with pytest.raises(SessionDamaged, match=r"Line 2 of .*input\.jsonl"):
        list(read_lines(path, InputEvent))


def test_files_longer_than_one_block_are_read_whole_and_their_damage_is_named(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True) * 4000
    path.write_bytes(b"".join(lines))
    assert path.stat().st_size > 3 * _BLOCK_BYTES
    assert list(read_lines(path, InputEvent)) == EVENTS * 4000
    path.write_bytes(b"".join(lines) + b'{"time_ns": 4, "ki')
    assert list(read_lines(path, InputEvent)) == EVENTS * 4000
    lines[9_000] = b"{oops\n"
    path.write_bytes(b"".join(lines))
    with pytest.raises(SessionDamaged, match=r"Line 9001 of .*input\.jsonl"):
        list(read_lines(path, InputEvent))


def test_no_file_holds_no_lines(tmp_path: Path) -> None:
    assert list(read_lines(tmp_path / "focus.jsonl", FocusChange)) == []


def test_lines_end_with_a_newline_even_where_a_title_has_one(tmp_path: Path) -> None:
    change = FocusChange(1, "shop", "two\nlines “quoted”")
    file = LineFile(tmp_path / "focus.jsonl")
    file.append(change)
    file.close()
    assert (tmp_path / "focus.jsonl").read_bytes().count(b"\n") == 1
    assert list(read_lines(tmp_path / "focus.jsonl", FocusChange)) == [change]
