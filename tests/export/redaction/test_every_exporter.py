"""Whatever leaves: what was covered is in none of its pictures, sounds and bytes."""

import getpass
import shutil
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from observer.capture.opencv import cv2
from observer.database.library import open_library
from observer.export.choices import Caption, ClipChoices, ClipOrder, Overlays
from observer.export.clip import export_clip
from observer.export.many import export_many
from observer.export.redaction.door import covering_for, covering_of, redacted_picture
from observer.model.clock import NS_PER_MS, seconds_to_ns
from observer.model.redaction import Area
from observer.model.span import Span
from observer.session.reader import SessionReader
from tests.export.reading import decoded, frame_times_ms, heard
from tests.export.redaction.planted import (
    MOVED_MS,
    PICTURE_MS,
    SHOWN_MS,
    SILENT_S,
    TEXT,
    TONED_S,
    WIDTH,
    Planted,
    text_area,
)

SPAN = Span(seconds_to_ns(0.5), seconds_to_ns(5.5))
MOVING = ("mp4", "mkv", "webm", "gif")


def covered_part(picture: npt.NDArray[np.uint8], area: Area) -> npt.NDArray[np.uint8]:
    """The luma of an area that counts in the session's pixels."""
    scale = picture.shape[1] / WIDTH
    top, left = int(area.y * scale), int(area.x * scale)
    bottom, right = int((area.y + area.height) * scale), int((area.x + area.width) * scale)
    return picture[top:bottom, left:right]


def words_in(picture: npt.NDArray[np.uint8], place: Path) -> str:
    """What the tesseract program reads in a grey picture."""
    large = cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    cv2.imwrite(str(place / "page.png"), large)
    command = ["tesseract", str(place / "page.png"), "-", "--psm", "11"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def read_words(pictures: Sequence[npt.NDArray[np.uint8]], place: Path) -> str:
    """What is read in pictures, put below one another: the program takes long to begin."""
    return words_in(np.concatenate(pictures), place)


needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="the tesseract program (tesseract-ocr) is not here"
)


@pytest.mark.parametrize("suffix", MOVING)
def test_the_text_is_covered_in_each_picture_of_a_clip_and_one_around(
    planted: Planted, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"clip.{suffix}"
    export_clip(planted.folder, SPAN, out)
    times_ms = [at + SPAN.start_ns // NS_PER_MS for at in frame_times_ms(out)]
    pictures = decoded(out, luma_only=True)
    seen = 0
    late_ms = 100 if suffix == "gif" else 0  # a GIF shows a picture up to a tenth later
    for at_ms, picture in zip(times_ms, pictures, strict=True):
        # The last picture without it is one of those around.
        if SHOWN_MS[0] - PICTURE_MS + late_ms <= at_ms <= SHOWN_MS[1]:
            places = {at: text_area(at) for at in (at_ms, at_ms - late_ms)}
            for area in places.values():
                assert covered_part(picture, area).max() < 40, at_ms
            seen += 1
        elif not SHOWN_MS[0] - 600 < at_ms < SHOWN_MS[1] + 600:
            assert covered_part(picture, text_area(at_ms)).min() > 150, at_ms
    assert seen >= 15


@needs_tesseract
@pytest.mark.parametrize("suffix", MOVING)
def test_the_text_is_read_in_no_picture_that_leaves(
    planted: Planted, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"clip.{suffix}"
    export_clip(planted.folder, Span(seconds_to_ns(1.8), seconds_to_ns(4.2)), out)
    assert "4929" not in read_words(decoded(out, luma_only=True)[::4], tmp_path)


@needs_tesseract
def test_the_text_is_read_where_it_is_not_covered(planted: Planted, tmp_path: Path) -> None:
    picture = redacted_picture(SessionReader(planted.folder), None, seconds_to_ns(2.5))
    pixels = np.frombuffer(picture.rgb, np.uint8).reshape(picture.height, picture.width, 3)
    assert "4929" in words_in(np.ascontiguousarray(pixels[:, :, 1]), tmp_path)


def test_many_clips_are_covered_though_nobody_asked(planted: Planted, tmp_path: Path) -> None:
    orders = [
        ClipOrder(planted.folder, Span(seconds_to_ns(at), seconds_to_ns(at + 0.5)), out)
        for at, out in ((2.2, tmp_path / "1.mp4"), (3.2, tmp_path / "2.mp4"))
    ]
    outcomes = export_many(orders)
    for order, outcome in zip(orders, outcomes, strict=True):
        assert outcome.error is None
        area = text_area(order.span.start_ns // NS_PER_MS)
        for picture in decoded(order.out, luma_only=True):
            assert covered_part(picture, area).max() < 30


def test_stills_and_pictures_of_reports_are_covered(planted: Planted, tmp_path: Path) -> None:
    reader = SessionReader(planted.folder)
    with open_library(planted.root) as library:
        covering = covering_of(library, planted.session_id)
    for at_ms in (SHOWN_MS[0], MOVED_MS - 1, MOVED_MS, MOVED_MS + 40, SHOWN_MS[1] - 1):
        out = tmp_path / f"{at_ms}.png"
        at_ns = at_ms * NS_PER_MS
        export_clip(planted.folder, Span(at_ns, at_ns), out)
        still = cv2.imread(str(out), cv2.IMREAD_GRAYSCALE)
        assert still is not None
        assert covered_part(np.asarray(still, np.uint8), text_area(at_ms)).max() < 20
        picture = redacted_picture(reader, covering, at_ns, width=320)
        pixels = np.frombuffer(picture.rgb, np.uint8).reshape(200, 320, 3)
        assert covered_part(pixels[:, :, 0], text_area(at_ms)).max() < 20


def test_stretches_that_nothing_touches_are_copied_and_hold_nothing_of_it(
    planted: Planted, tmp_path: Path
) -> None:
    before = tmp_path / "before.mp4"
    report = export_clip(planted.folder, Span(seconds_to_ns(0.2), seconds_to_ns(1.3)), before)
    assert report.copied == report.frames - 1
    after = tmp_path / "after.mp4"
    report = export_clip(planted.folder, Span(seconds_to_ns(4.8), seconds_to_ns(5.8)), after)
    assert report.copied == report.frames - 1
    for picture in (*decoded(before, luma_only=True), *decoded(after, luma_only=True)):
        window = covered_part(picture, text_area(SHOWN_MS[1]))
        assert window.min() > 90
    touching = export_clip(
        planted.folder, Span(seconds_to_ns(1.0), seconds_to_ns(2.01)), tmp_path / "touching.mp4"
    )
    assert touching.copied == 0


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "webm"])
def test_what_is_silenced_is_not_heard_and_a_tone_is_what_it_says(
    planted: Planted, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"clip.{suffix}"
    export_clip(planted.folder, SPAN, out)
    sound = heard(out)

    def part(from_s: float, to_s: float) -> npt.NDArray[np.float64]:
        offset_s = SPAN.start_ns / 1e9
        return sound[round((from_s - offset_s) * 48_000) : round((to_s - offset_s) * 48_000)]

    assert np.abs(part(SILENT_S[0] + 0.02, SILENT_S[1] - 0.02)).max() < 0.005
    toned = part(TONED_S[0] + 0.05, TONED_S[1] - 0.05)
    spectrum = np.abs(np.fft.rfft(toned * np.hanning(len(toned))))
    hertz = np.fft.rfftfreq(len(toned), 1 / 48_000)
    assert abs(hertz[spectrum.argmax()] - 1000) < 5
    voice = spectrum[(hertz > 400) & (hertz < 480)].max()
    assert voice < spectrum.max() / 300
    assert abs(20 * np.log10(np.abs(toned).max()) + 20) < 1
    assert np.abs(part(2.5, 3.0)).max() > 0.1


def test_words_that_are_silenced_are_not_read_either(planted: Planted, tmp_path: Path) -> None:
    said = tuple(
        Caption(Span(seconds_to_ns(at), seconds_to_ns(at + 0.3)), "█████████████")
        for at in (SILENT_S[0] + 0.4, 0.6)
    )
    out = tmp_path / "clip.mp4"
    span = Span(seconds_to_ns(0.5), seconds_to_ns(1.9))
    export_clip(planted.folder, span, out, choices=ClipChoices(Overlays(captions=said)))
    plain = tmp_path / "plain.mp4"
    export_clip(planted.folder, span, plain)
    drawn = {
        at: bool((np.abs(picture[:370].astype(int) - plain_picture[:370]) > 60).any())
        for at, picture, plain_picture in zip(
            frame_times_ms(plain),
            decoded(out, luma_only=True),
            decoded(plain, luma_only=True),
            strict=False,
        )
    }
    assert drawn[200]
    assert not any(at_drawn for at, at_drawn in drawn.items() if at > 500)


@pytest.mark.parametrize("suffix", [*MOVING, "png"])
def test_no_byte_tells_of_the_machine_the_person_or_the_reason(
    planted: Planted, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"clip.{suffix}"
    export_clip(planted.folder, Span(seconds_to_ns(2), seconds_to_ns(3)), out)
    content = out.read_bytes()
    names = (socket.gethostname(), getpass.getuser(), str(planted.root), "her card", TEXT, "bank")
    for name in names:
        assert len(name) < 4 or name.encode() not in content, name


def test_a_library_without_redactions_covers_nothing(planted: Planted, tmp_path: Path) -> None:
    elsewhere = tmp_path / planted.folder.name
    shutil.copytree(planted.folder, elsewhere)
    assert covering_for(SessionReader(elsewhere)) is None
    assert covering_for(SessionReader(planted.folder)) is not None
