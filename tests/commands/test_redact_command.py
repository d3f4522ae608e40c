"""Covering from the command line: what is said, what is kept, what leaves."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.export.reading import decoded
from tests.export.redaction.planted import TEXT, Planted, make_planted, text_area


def observer(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "observer", "--library", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def answer(root: Path, *arguments: str) -> Any:
    run = observer(root, *arguments, "--json")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return make_planted(tmp_path_factory.mktemp("library"))


def test_an_area_is_covered_until_it_is_removed(planted: Planted, tmp_path: Path) -> None:
    root, session = planted.root, planted.session_id
    area = text_area(2_500)
    written = f"{area.width}x{area.height}+{area.x}+{area.y}"
    span = ("--from", "2", "--to", "2.9")
    (kept,) = answer(root, "redact", session, "--area", written, *span, "--window", "bank")
    assert (kept["cover"], kept["area"], kept["window"]) == ("picture", written, "bank")
    assert answer(root, "redact", session) == [kept]
    assert "follows bank" in observer(root, "redact", session, "--list").stdout
    covered = answer(root, "clip", session, *span, "--out", str(tmp_path / "covered.mp4"))
    for picture in decoded(Path(covered["clip"]), luma_only=True):
        place = picture[area.y : area.y + area.height, area.x : area.x + area.width]
        assert place.max() < 30
    assert answer(root, "redact", session, "--remove", kept["id"]) == []
    shown = answer(root, "clip", session, *span, "--out", str(tmp_path / "shown.mp4"))
    picture = decoded(Path(shown["clip"]), luma_only=True)[0]
    assert np.median(picture[area.y : area.y + area.height, area.x : area.x + area.width]) > 150


def test_a_pack_of_what_is_covered_is_refused_unless_asked_for_by_name(
    planted: Planted, tmp_path: Path
) -> None:
    root, session = planted.root, planted.session_id
    (kept,) = answer(root, "redact", session, "--tone", "--from", "1", "--to", "2")
    out = tmp_path / "s.observer"
    refused = observer(root, "pack", session, "--out", str(out))
    assert refused.returncode == 1
    assert "--with-covered" in refused.stderr
    assert not out.exists()
    assert observer(root, "pack", session, "--out", str(out), "--with-covered").returncode == 0
    assert out.exists()
    answer(root, "redact", session, "--remove", kept["id"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--area", "10x10"), "is no area"),
        (("--area", "9x9+1+1", "--from", "3", "--to", "2"), "a later --to"),
        (("--silence", "--tone"), "at a time"),
        (("--area", "9x9+1+1", "--from", "1", "--to", "2", "--window", "mail"), "bank"),
        (("--silence", "--from", "100", "--to", "200"), "6 seconds long"),
        (("--remove", "nothing"), "--list"),
    ],
)
def test_what_cannot_be_covered_is_said(
    planted: Planted, arguments: tuple[str, ...], says: str
) -> None:
    told = observer(
        planted.root,
        "redact",
        planted.session_id,
        *(
            ("--from", "1", "--to", "2")
            if arguments[:1] == ("--area",) and len(arguments) == 2
            else ()
        ),
        *arguments,
    )
    assert told.returncode in (1, 2)
    assert says in told.stderr
    assert answer(planted.root, "redact", planted.session_id) == []


@pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="the tesseract program (tesseract-ocr) is not here"
)
def test_words_that_are_read_suggest_where_to_cover(planted: Planted) -> None:
    span = ("--from", "1.5", "--to", "4.5")
    found = answer(planted.root, "redact", planted.session_id, "--find", TEXT[5:9], *span)
    assert found
    width, height, x, y = map(int, found[0]["area"].replace("x", "+").split("+"))
    place = text_area(2_500)
    assert place.x <= x
    assert x + width <= place.x + place.width + 8
    assert place.y - 4 <= y <= place.y + place.height - height + 4
    assert found[0]["from"] >= 1.5
    assert answer(planted.root, "redact", planted.session_id) == []


def test_a_session_outside_the_library_is_not_covered_in_vain(
    planted: Planted, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    told = observer(elsewhere, "redact", str(planted.folder), "--tone", "--from", "1", "--to", "2")
    assert told.returncode == 1
    assert "outside the library" in told.stderr
