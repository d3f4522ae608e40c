"""Clips of a session whose screen changed its size, with two sounds and a face."""

import json
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from observer.export.choices import ClipChoices
from observer.export.clip import export_clip
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, seconds_to_ns
from observer.model.span import Span
from observer.session.pictures import PictureReader
from tests.long_session import (
    COMPUTER_HZ,
    LEVEL,
    PICTURE_MS,
    RATE_HZ,
    SIZES,
    VOICE_HZ,
    LongSession,
    grey_at,
    make_long_session,
)

BOUNDARIES_S = (1.513, 3.0)
SECONDS = 4.5


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> LongSession:
    return make_long_session(tmp_path_factory.mktemp("library"), BOUNDARIES_S, SECONDS)


def cut(made: LongSession, start_s: float, end_s: float, out: Path) -> Path:
    span = Span(seconds_to_ns(start_s), seconds_to_ns(end_s))
    export_clip(made.folder, span, out, choices=ClipChoices(normalised=False))
    return out


def frame_facts(clip: Path) -> list[tuple[int, int, float]]:
    """Width, height and time of every decoded picture, as ffprobe sees them."""
    command = ["ffprobe", "-v", "error", "-of", "json", "-select_streams", "v"]
    command += ["-show_entries", "frame=width,height,pts_time", str(clip)]
    frames = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["frames"]
    return [(frame["width"], frame["height"], float(frame["pts_time"])) for frame in frames]


def heard(clip: Path) -> np.ndarray:
    command = ["ffmpeg", "-v", "error", "-i", str(clip), "-f", "s16le", "-ac", "1", "-"]
    pcm = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(pcm, np.int16).astype(float)


def level_of(pcm: np.ndarray, hz: int, start_s: float) -> np.ndarray:
    """How loud the tone is in each 50 ms where it stands in phase with the session's clock."""
    at = start_s + np.arange(len(pcm)) / RATE_HZ
    block = RATE_HZ // 20
    whole = len(pcm) // block * block
    in_phase = (pcm * np.sin(2 * np.pi * hz * at))[:whole].reshape(-1, block)
    return np.asarray(2 * in_phase.mean(axis=1))


@pytest.mark.parametrize("suffix", [".mkv", ".mp4"])
@pytest.mark.parametrize(
    ("start_s", "end_s", "size"),
    [(1.0, 2.5, (800, 450)), (1.2, 4.0, (800, 640)), (1.6, 2.9, SIZES[1]), (3.2, 4.4, SIZES[2])],
    ids=["over a boundary", "over two", "within the second", "within the third"],
)
def test_a_clip_has_one_size_and_every_picture_at_its_time(
    made: LongSession,
    tmp_path: Path,
    start_s: float,
    end_s: float,
    size: tuple[int, int],
    suffix: str,
) -> None:
    frames = frame_facts(cut(made, start_s, end_s, tmp_path / f"clip{suffix}"))
    starts = [0, *(round(at * 1000) for at in BOUNDARIES_S), round(SECONDS * 1000)]
    shown = [t for a, b in pairwise(starts) for t in range(a, b, PICTURE_MS)]
    first_ms, last_ms = round(start_s * 1000), round(end_s * 1000)
    wanted = [0, *(at - first_ms for at in shown if first_ms < at < last_ms)]
    assert {(width, height) for width, height, _ in frames} == {size}
    assert [round(1000 * at) for _, _, at in frames] == wanted


def test_smaller_pictures_lie_in_the_middle_on_black_and_keep_their_pixels(
    made: LongSession, tmp_path: Path
) -> None:
    clip = cut(made, 1.0, 2.5, tmp_path / "clip.mkv")
    with PictureReader(clip) as pictures, PictureReader(made.folder / "recording-001.mkv") as first:
        seen = pictures.picture_at(100 * NS_PER_MS)
        origin = first.picture_at(1100 * NS_PER_MS)
    picture = np.frombuffer(seen.rgb, np.uint8).reshape(450, 800, 3).astype(int)
    expected = np.frombuffer(origin.rgb, np.uint8).reshape(400, 640, 3).astype(int)
    left, top = (800 - 640) // 2, 24
    inside = picture[top : top + 400, left : left + 640]
    assert np.abs(inside - expected).mean() < 3
    margin = picture.copy()
    margin[top - 2 : top + 402, left - 2 : left + 642] = 0
    assert margin.max() < 12


def test_the_shade_on_screen_is_the_moments_own_on_both_sides_of_a_boundary(
    made: LongSession, tmp_path: Path
) -> None:
    clip = cut(made, 1.0, 4.0, tmp_path / "clip.mkv")
    with PictureReader(clip) as pictures:
        for at_ms in (1010, 1505, 1513, 1620, 2999, 3000, 3990):
            seen = pictures.picture_at((at_ms - 1000) * NS_PER_MS)
            middle = np.frombuffer(seen.rgb, np.uint8).reshape(seen.height, seen.width, 3)
            start = max(s for s in (0, 1513, 3000) if s <= at_ms)
            shown_ms = start + (at_ms - start) // PICTURE_MS * PICTURE_MS
            shade = (grey_at(shown_ms) - 16) * 255 / 219
            assert abs(float(middle[seen.height * 2 // 3, seen.width // 2].mean()) - shade) < 6


@pytest.mark.parametrize("suffix", [".mkv", ".mp4"])
def test_both_sounds_run_through_a_boundary_without_a_break(
    made: LongSession, tmp_path: Path, suffix: str
) -> None:
    pcm = heard(cut(made, 1.0, 4.0, tmp_path / f"clip{suffix}"))
    assert 0 <= len(pcm) - 3 * RATE_HZ < 1024  # AAC ends with a whole block
    for hz in (VOICE_HZ, COMPUTER_HZ):
        levels = level_of(pcm[: 3 * RATE_HZ], hz, 1.0)
        assert levels.min() > 0.93 * LEVEL, (hz, levels.round())
        assert levels.max() < 1.07 * LEVEL, (hz, levels.round())


def test_one_sound_alone_is_as_loud_as_it_was(tmp_path: Path) -> None:
    made = make_long_session(tmp_path, (1.0,), 2.0, computer=False, camera=False)
    levels = level_of(heard(cut(made, 0.5, 1.5, tmp_path / "clip.mkv")), VOICE_HZ, 0.5)
    assert abs(levels - LEVEL).max() < 0.05 * LEVEL


def test_a_clip_of_everything_names_no_track_and_no_tool(made: LongSession, tmp_path: Path) -> None:
    out = tmp_path / "clip.mkv"
    export_clip(made.folder, Span(0, round(SECONDS * NS_PER_SECOND)), out)
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", str(out)]
    facts = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert [stream["codec_type"] for stream in facts["streams"]] == ["video", "audio"]
    for part in (facts["format"], *facts["streams"]):
        assert {name.upper() for name in part.get("tags", {})} <= {"DURATION", "ENCODER"}
    assert facts["format"].get("tags", {}).get("ENCODER", "Lavf") == "Lavf"  # without a version
