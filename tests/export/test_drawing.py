"""What is drawn on a clip, and what a participant's consent keeps from being drawn."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from observer.export.choices import Caption, ClipChoices, Overlays
from observer.export.clip import export_clip
from observer.export.moment_clips import OverlayName, overlays_of
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, seconds_to_ns
from observer.model.consent import Consent, ConsentItem
from observer.model.errors import ConsentError, ExportError
from observer.model.span import Span
from observer.session.layout import MEDIA_FILE
from observer.session.manifest_file import write_manifest
from observer.session.reader import SessionReader
from tests.export.reading import Picture, decoded, frame_times_ms, heard, probe, recorded
from tests.long_session import LongSession, make_long_session

SPAN = Span(seconds_to_ns(0.9), seconds_to_ns(2.4))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> LongSession:
    """640 by 400; pressed at 1 and 2 s at 100, 120; the pointer moves from 100 to 300."""
    return make_long_session(tmp_path_factory.mktemp("library"), (), 3.0)


def changed(made: LongSession, out: Path, overlays: Overlays) -> list[npt.NDArray[np.bool_]]:
    """Where each picture of a clip differs clearly from the session's own then."""
    export_clip(made.folder, SPAN, out, choices=ClipChoices(overlays))
    own = recorded(made.folder / MEDIA_FILE, SPAN)
    masks = []
    for at_ms, seen in zip(frame_times_ms(out), decoded(out), strict=True):
        expected = [picture for shown_ms, picture in own if shown_ms <= at_ms][-1]
        masks.append(np.abs(seen[:400].astype(int) - expected[:400]) > 40)
    return masks


def test_a_ring_grows_where_a_button_was_pressed_and_goes_again(
    made: LongSession, tmp_path: Path
) -> None:
    out = tmp_path / "clip.mp4"
    masks = changed(made, out, Overlays(clicks=True))
    for at_ms, mask in zip(frame_times_ms(out), masks, strict=True):
        rows, columns = np.nonzero(mask)
        if at_ms in range(110, 350):  # pressed at 100 ms of the clip
            assert len(rows), at_ms
        if at_ms < 100 or at_ms in range(620, 1090):
            assert not len(rows), at_ms
        if len(rows):
            assert np.abs(rows - 120).max() < 30
            assert np.abs(columns - 100).max() < 30


@pytest.mark.parametrize(
    ("overlays", "rows", "columns"),
    [
        (Overlays(title="Pays twice"), slice(0, 60), slice(0, 360)),
        (Overlays(severity=3), slice(0, 60), slice(0, 200)),
        (Overlays(participant="P01"), slice(0, 60), slice(480, 640)),
        (Overlays(time_code=True), slice(0, 60), slice(480, 640)),
        (Overlays(captions=(Caption(SPAN, "Where is it?"),)), slice(320, 400), slice(160, 480)),
        (Overlays(camera=True), slice(280, 400), slice(480, 640)),
        (Overlays(pointer=True), slice(100, 160), slice(80, 340)),
    ],
    ids=["title", "severity", "participant", "time", "caption", "camera", "pointer"],
)
def test_each_overlay_is_drawn_in_its_own_place_all_the_time(
    made: LongSession, tmp_path: Path, overlays: Overlays, rows: slice, columns: slice
) -> None:
    for mask in changed(made, tmp_path / "clip.mp4", overlays):
        assert mask[rows, columns].any()
        mask[rows, columns] = False
        assert not mask.any()


def test_a_caption_is_there_for_its_own_time(made: LongSession, tmp_path: Path) -> None:
    told = Caption(Span(seconds_to_ns(1.313), seconds_to_ns(1.717)), "Where is it?")
    out = tmp_path / "clip.mp4"
    masks = changed(made, out, Overlays(captions=(told,)))
    times_ms = frame_times_ms(out)
    assert {413, 817} <= set(times_ms)
    assert [t for t, mask in zip(times_ms, masks, strict=True) if mask.any()] == [
        t for t in times_ms if 413 <= t < 817
    ]


def test_a_clip_with_drawings_lasts_as_long_and_sounds_the_same(
    made: LongSession, tmp_path: Path
) -> None:
    plain, drawn = tmp_path / "plain.mp4", tmp_path / "drawn.mp4"
    export_clip(made.folder, SPAN, plain)
    export_clip(made.folder, SPAN, drawn, choices=ClipChoices(Overlays(time_code=True, keys=True)))
    assert np.array_equal(heard(plain), heard(drawn))
    assert 100 in frame_times_ms(drawn)  # the second changes within a picture


def with_consent(made: LongSession, folder: Path, *items: ConsentItem) -> Path:
    """The same session of somebody who agreed to these alone."""
    folder.mkdir()
    for path in made.folder.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    manifest = SessionReader(folder).manifest
    write_manifest(folder, replace(manifest, consent=Consent(items, "2026-11-21T10:00:00+01:00")))
    return folder


@pytest.mark.parametrize(
    ("items", "overlays", "words"),
    [
        ((ConsentItem.SCREEN, ConsentItem.VOICE), Overlays(), "clips being shown"),
        ((ConsentItem.VOICE, ConsentItem.SHARING), Overlays(), "screen"),
        ((ConsentItem.SCREEN, ConsentItem.SHARING), Overlays(camera=True), "face"),
        ((ConsentItem.SCREEN, ConsentItem.SHARING), Overlays(clicks=True), "input"),
        ((ConsentItem.SCREEN, ConsentItem.SHARING), Overlays(pointer=True), "input"),
    ],
    ids=["sharing", "screen", "face", "clicks", "pointer"],
)
def test_what_was_not_agreed_to_does_not_leave(
    made: LongSession,
    tmp_path: Path,
    items: tuple[ConsentItem, ...],
    overlays: Overlays,
    words: str,
) -> None:
    folder = with_consent(made, tmp_path / "session", *items)
    for suffix in ("mp4", "gif", "png"):
        with pytest.raises(ConsentError, match=words):
            export_clip(folder, SPAN, tmp_path / f"c.{suffix}", choices=ClipChoices(overlays))
    assert [path.name for path in tmp_path.iterdir()] == ["session"]


def test_a_voice_that_was_not_agreed_to_is_not_heard(made: LongSession, tmp_path: Path) -> None:
    folder = with_consent(made, tmp_path / "s", ConsentItem.SCREEN, ConsentItem.SHARING)
    export_clip(folder, SPAN, tmp_path / "clip.mp4")
    assert [s["codec_type"] for s in probe(tmp_path / "clip.mp4")["streams"]] == ["video"]


class Cover:
    """Covers a rectangle with black from a moment on, and silences half a second."""

    def __init__(self, from_ns: int) -> None:
        self._from_ns = from_ns

    def touches(self, span: Span) -> bool:
        return span.end_ns > self._from_ns

    def changes_ns(self, span: Span) -> Sequence[int]:
        return (self._from_ns,) if span.contains(self._from_ns) else ()

    def fill(self, picture: Picture, time_ns: int) -> None:
        if time_ns >= self._from_ns:
            picture[100:200, 200:400] = 16

    def silences(self, span: Span) -> Sequence[Span]:
        return (Span(seconds_to_ns(1.5), seconds_to_ns(2.0)).clamped(span),)

    def tones(self, span: Span) -> Sequence[Span]:  # noqa: ARG002  # the protocol's
        return ()


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
def test_what_is_covered_is_in_no_picture_and_no_sound_of_the_clip(
    made: LongSession, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"clip.{suffix}"
    cover = Cover(seconds_to_ns(1.317))  # between two pictures
    choices = ClipChoices(Overlays(title="Pays twice"), covering=cover, normalised=False)
    export_clip(made.folder, SPAN, out, choices=choices)
    times_ms = frame_times_ms(out)
    assert 417 in times_ms
    for at_ms, picture in zip(times_ms, decoded(out), strict=True):
        covered = picture[104:196, 204:396]
        assert (covered.max() < 30) == (at_ms >= 417), at_ms
    sound = heard(out)
    quiet = sound[round(0.61 * 48_000) : round(1.09 * 48_000)]
    assert np.abs(quiet).max() < 0.01  # Opus rings for a moment
    assert np.abs(sound[: round(0.58 * 48_000)]).max() > 0.2


def test_a_clip_before_what_is_covered_is_copied_or_drawn_as_ever(
    made: LongSession, tmp_path: Path
) -> None:
    cover = Cover(3 * NS_PER_SECOND)
    out = tmp_path / "clip.mp4"
    export_clip(made.folder, SPAN, out, choices=ClipChoices(covering=cover))
    assert frame_times_ms(out) == [at for at, _ in recorded(made.folder / MEDIA_FILE, SPAN)]


def test_a_face_that_was_not_recorded_cannot_be_drawn(tmp_path: Path) -> None:
    made = make_long_session(tmp_path / "library", (), 1.0, camera=False)
    span = Span(0, 500 * NS_PER_MS)
    with pytest.raises(ExportError, match="no picture of the face"):
        export_clip(
            made.folder, span, tmp_path / "c.mp4", choices=ClipChoices(Overlays(camera=True))
        )
    assert not list(tmp_path.glob("*.mp4"))


def test_a_moment_gives_its_clip_title_severity_and_quote() -> None:
    moment = Annotation(
        "a", "s", "Ada", AnnotationKind.FRICTION, 5, 9, 3, "Pays twice", "", "", quote="Again?"
    )
    overlays = overlays_of(list(OverlayName), span=Span(0, 20), participant="P01", moment=moment)
    assert (overlays.title, overlays.severity, overlays.participant) == ("Pays twice", 3, "P01")
    assert overlays.captions == (Caption(Span(5, 9), "“Again?”"),)
    nothing = overlays_of([], span=Span(0, 20), participant="P01", moment=moment)
    assert nothing.is_empty
