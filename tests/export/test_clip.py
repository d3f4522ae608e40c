"""Clips as another program reads them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from observer.export.clip import export_clip
from observer.model.clock import NS_PER_SECOND, seconds_to_ns
from observer.model.errors import Cancelled, ExportError
from observer.model.span import Span
from observer.session.pictures import PictureReader
from observer.session.reader import SessionReader
from tests.synthetic_session import record_synthetic


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_synthetic(tmp_path_factory.mktemp("library"), 6.0).folder


def probe(path: Path) -> dict[str, Any]:
    run = subprocess.run(
        [
            "ffprobe",
            "-v",
            "error",
            "-of",
            "json",
            "-count_frames",
            "-show_format",
            "-show_streams",
            str(path),
        ],
        capture_output=True,
        check=True,
    )
    facts: dict[str, Any] = json.loads(run.stdout)
    return facts


@pytest.mark.parametrize("suffix", [".mkv", ".mp4"])
def test_a_clip_has_exactly_the_asked_length(folder: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"clip{suffix}"
    report = export_clip(folder, Span(seconds_to_ns(1.25), seconds_to_ns(3.75)), out)
    facts = probe(out)
    assert abs(float(facts["format"]["duration"]) - 2.5) < 0.03
    video = next(s for s in facts["streams"] if s["codec_type"] == "video")
    assert video["codec_name"] == "h264"
    assert int(video["nb_read_frames"]) == report.frames
    assert any(s["codec_type"] == "audio" for s in facts["streams"])


def test_every_picture_of_a_clip_is_the_one_the_session_shows_then(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "clip.mkv"
    start_ns = seconds_to_ns(2.013)
    export_clip(folder, Span(start_ns, start_ns + 2 * NS_PER_SECOND), out)
    source = SessionReader(folder).media_path
    assert source is not None
    with PictureReader(source) as session, PictureReader(out) as clip:
        for offset_s in (0.0, 0.4, 1.0, 1.9):
            at_ns = seconds_to_ns(offset_s)
            expected = session.picture_at(start_ns + at_ns).rgb
            seen = clip.picture_at(at_ns).rgb
            wrong = sum(abs(a - b) > 24 for a, b in zip(expected[::97], seen[::97], strict=True))
            assert wrong < len(expected[::97]) * 0.01


def test_a_clip_reveals_nothing_from_before_its_start(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "clip.mkv"
    export_clip(folder, Span(seconds_to_ns(2), seconds_to_ns(3)), out)
    run = subprocess.run(
        [
            "ffprobe",
            "-v",
            "error",
            "-of",
            "csv=p=0",
            "-select_streams",
            "v",
            "-show_entries",
            "packet=pts_time",
            str(out),
        ],
        capture_output=True,
        check=True,
        text=True,
    )
    times = [float(line.strip(",")) for line in run.stdout.split()]
    assert min(times) == 0.0
    assert max(times) < 1.0


def test_a_clip_says_nothing_of_the_machine_or_the_tool(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "clip.mp4"
    export_clip(folder, Span(0, NS_PER_SECOND), out)
    tags = probe(out)["format"].get("tags", {})
    assert {name.lower() for name in tags} <= {"major_brand", "minor_version", "compatible_brands"}


@pytest.mark.parametrize(
    ("start_s", "end_s", "words"),
    [
        (5.0, 60.0, "beyond the session's end"),
        (90.0, 95.0, "nothing to export"),
        (2.0, 2.0, "nothing"),
    ],
)
def test_a_span_outside_the_session_is_refused_in_words(
    folder: Path, tmp_path: Path, start_s: float, end_s: float, words: str
) -> None:
    out = tmp_path / "clip.mkv"
    with pytest.raises(ExportError, match=words):
        export_clip(folder, Span(seconds_to_ns(start_s), seconds_to_ns(end_s)), out)
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_export_leaves_no_file(folder: Path, tmp_path: Path) -> None:
    seen: list[float] = []
    with pytest.raises(Cancelled):
        export_clip(
            folder,
            Span(0, 5 * NS_PER_SECOND),
            tmp_path / "clip.mkv",
            progress=seen.append,
            cancelled=lambda: len(seen) > 5,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_overwritten(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "clip.mkv"
    out.write_bytes(b"precious")
    with pytest.raises(ExportError, match="there already"):
        export_clip(folder, Span(0, NS_PER_SECOND), out)
    assert out.read_bytes() == b"precious"


def test_an_unknown_kind_of_file_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.avi"):
        export_clip(folder, Span(0, NS_PER_SECOND), tmp_path / "clip.avi")
