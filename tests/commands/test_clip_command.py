"""Clips from the command line: of a moment, of what was found, of all at once."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from observer.commands.clip_command import FORMATS, OVERLAYS
from observer.export.choices import ClipFormat
from observer.export.moment_clips import OverlayName
from tests.long_session import make_long_session


def observer(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "observer", "--library", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def answer(root: Path, *arguments: str) -> Any:
    run = observer(root, *arguments, "--json")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A session of six seconds with two moments, and its id."""
    root = tmp_path_factory.mktemp("library")
    made = make_long_session(root, (), 6.0)
    for at, note in (("1", "Where is my basket?"), ("4", "Pays twice")):
        answer(root, "mark", made.manifest.id, "friction", "--at", at, "--note", note)
    return root, made.manifest.id


def test_every_format_and_overlay_can_be_asked_for() -> None:
    assert list(ClipFormat) == list(FORMATS)
    assert list(OverlayName) == list(OVERLAYS)


def test_all_moments_become_clips_with_what_is_drawn_on_them(
    library: tuple[Path, str], tmp_path: Path
) -> None:
    root, session = library
    drawn = ["--overlay", "title", "--overlay", "time", "--overlay", "severity"]
    asked = ["--all-moments", "--handles", "0.5", *drawn, "--out", str(tmp_path / "clips")]
    facts = answer(root, "clip", session, *asked)
    assert [fact["seconds"] for fact in facts] == [1.0, 1.0]
    assert sorted(path.name for path in (tmp_path / "clips").iterdir()) == [
        "checkout-P01-00m00s.mp4",
        "checkout-P01-00m03s.mp4",
    ]


def test_a_search_cuts_what_it_finds_and_only_that(
    library: tuple[Path, str], tmp_path: Path
) -> None:
    root, session = library
    asked = ["--search", "basket", "--format", "gif", "--handles", "0.3", "--out", str(tmp_path)]
    (fact,) = answer(root, "clip", session, *asked)
    assert Path(fact["clip"]).name == "checkout-P01-00m00s.gif"
    refused = observer(root, "clip", session, "--search", "unheard", "--out", str(tmp_path))
    assert refused.returncode == 1
    assert "No moment answers to that" in refused.stderr


def test_a_still_of_a_moment_has_no_handles(library: tuple[Path, str], tmp_path: Path) -> None:
    root, session = library
    out = tmp_path / "still.png"
    (moment, _) = answer(root, "show", session)["annotations"]
    fact = answer(root, "clip", session, "--moment", moment["id"], "--out", str(out))
    assert fact["frames"] == 1
    assert out.read_bytes().startswith(b"\x89PNG")


def test_the_same_clip_twice_lies_beside_the_first_in_the_sessions_folder(
    library: tuple[Path, str],
) -> None:
    root, session = library
    clips = [answer(root, "clip", session, "--from", "2", "--to", "3")["clip"] for _ in range(2)]
    assert [Path(clip).name for clip in clips] == [
        "checkout-P01-00m02s.mp4",
        "checkout-P01-00m02s-2.mp4",
    ]
    assert all(Path(clip).parent.name == "clips" for clip in clips)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "1"], "--from and --to"),
        (["--from", "1", "--to", "2", "--all-moments"], "--from and --to"),
        (["--from", "2", "--to", "1"], "holds nothing"),
        (["--from", "1", "--to", "2", "--out", "a.mp4", "--format", "gif"], "no name for a clip"),
        (["--from", "1", "--to", "2", "--overlay", "sparkles"], "sparkles"),
    ],
    ids=["one edge", "two ways", "backwards", "two formats", "an unknown overlay"],
)
def test_what_makes_no_clip_is_said(
    library: tuple[Path, str], arguments: list[str], words: str
) -> None:
    root, session = library
    run = observer(root, "clip", session, *arguments)
    assert run.returncode in (1, 2)
    assert words in run.stderr
    assert "Traceback" not in run.stderr
