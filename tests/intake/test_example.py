import getpass
import platform
from pathlib import Path

import pytest

from observer.database.library import open_library
from observer.intake.example import add_example
from observer.intake.landing import refresh_index
from observer.model.annotation import ReviewState, Standing
from observer.session.verify import verify_session

_EXAMPLE = Path(__file__).resolve().parents[2] / "sessions" / "example"


def test_the_example_comes_with_everything_there_is_to_try(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        row = add_example(library, tmp_path)
        assert (row.participant, row.segment) == ("P01", "New customers")
        assert row.review is ReviewState.IN_REVIEW
        assert row.moments == 4
        assert len(library.attempts(row.id)) == 3
        waiting = library.suggestions(row.id)
        assert len(waiting) >= 2
        assert {one.standing for one in waiting} == {Standing.SUGGESTED}
        study = library.study_by_name(row.study)
        assert study is not None
        codes = {code.id for code in study.codebook}
        assert all(set(said.codes) <= codes for said in library.annotations(row.id))
        assert [hit.where for hit in library.search("invalid how")] == ["quote"]
        assert refresh_index(library, tmp_path).problems == ()
        assert [one.id for one in library.sessions()] == [row.id]
    assert verify_session(tmp_path / row.folder).ok


def test_asking_for_the_example_again_keeps_what_was_done_with_it(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        row = add_example(library, tmp_path)
        first = library.annotations(row.id)[0]
        library.remove_annotation(first.id)
        (tmp_path / row.folder).rename(tmp_path.parent / "moved away")
        again = add_example(library, tmp_path)
        assert (again.id, again.moments) == (row.id, 3)
        assert (tmp_path / again.folder / "recording-001.mkv").is_file()
        assert len(list(tmp_path.glob("*/session.json"))) == 1


def test_the_example_is_small_and_says_nothing_of_the_machine_it_was_made_on() -> None:
    files = [file for file in _EXAMPLE.rglob("*") if file.is_file()]
    assert 100_000 < sum(file.stat().st_size for file in files) <= 3_000_000
    told = b"".join(file.read_bytes() for file in files if file.suffix != ".mkv")
    traces = ["/home/", "/root", "/tmp", "/work", "\\Users\\", platform.node()]
    if getpass.getuser() != "observer":
        traces.append(f'"{getpass.getuser()}"')
    for trace in traces:
        assert trace.encode() not in told, trace
    assert b'"boot_id": ""' in told


@pytest.mark.parametrize("name", ["study.toml", "said.json", "recording"])
def test_an_installed_observer_has_the_example_too(name: str) -> None:
    """What pyproject.toml copies is what there is."""
    listed = (_EXAMPLE.parents[1] / "pyproject.toml").read_text()
    assert f"sessions/example/{name}" in listed
    assert (_EXAMPLE / name).exists()
