"""Each format as other programs open it: what it shows, how loud it is, what it does not tell."""

import getpass
import json
import socket
from pathlib import Path

import av
import numpy as np
import pytest

from observer.export.choices import Caption, ClipChoices, Overlays
from observer.export.clip import export_clip
from observer.export.loudness import CEILING_DBTP, TARGET_LUFS
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.errors import ExportError
from observer.model.manifest import Health
from observer.model.span import Span
from observer.session.layout import MEDIA_FILE
from tests.export.reading import (
    decoded,
    heard,
    likeness_db,
    loudness_of,
    probe,
    recorded,
    stream_of,
)
from tests.long_session import grey_at, make_long_session
from tests.session.recordings import TinyEncoder, blocks, open_writer

SPAN = Span(5_040 * NS_PER_MS, 7_000 * NS_PER_MS)


def test_a_webm_holds_vp9_and_opus_and_shows_the_sessions_pictures(
    office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "clip.webm"
    report = export_clip(office, SPAN, out)
    assert {s["codec_name"] for s in probe(out)["streams"]} == {"vp9", "opus"}
    assert abs(float(probe(out)["format"]["duration"]) - 1.96) < 0.022
    wanted, seen = recorded(office / MEDIA_FILE, SPAN), decoded(out)
    assert len(seen) == report.frames == len(wanted)
    for (_, expected), shown in ((wanted[0], seen[0]), (wanted[-1], seen[-1])):
        assert likeness_db(expected, shown) > 35


def test_a_gif_is_small_lasts_as_long_and_ends_with_the_last_picture(
    office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "clip.gif"
    export_clip(office, SPAN, out)
    assert (stream_of(out, "video")["width"], stream_of(out, "video")["height"]) == (800, 450)
    assert abs(float(probe(out)["format"]["duration"]) - 1.96) < 0.011
    wanted = [likeness for at, likeness in recorded(office / MEDIA_FILE, SPAN)]
    with av.open(str(out)) as media:
        shown = [frame.to_ndarray(format="gray") for frame in media.decode(video=0)]
    for expected, seen in ((wanted[0], shown[0]), (wanted[-1], shown[-1])):
        frame = av.VideoFrame.from_ndarray(expected, format="yuv420p")
        small = frame.reformat(width=800, height=450).to_ndarray(format="gray")
        assert likeness_db(small.astype(np.uint8), seen.astype(np.uint8)) > 30


def test_a_gif_is_as_wide_as_asked_and_not_endless(office: Path, tmp_path: Path) -> None:
    export_clip(office, SPAN, tmp_path / "a.gif", choices=ClipChoices(width=320))
    assert stream_of(tmp_path / "a.gif", "video")["width"] == 320
    long = made_of_one_picture(tmp_path / "library", 200)
    with pytest.raises(ExportError, match="A GIF of 150 seconds"):
        export_clip(long, Span(0, 150 * NS_PER_SECOND), tmp_path / "b.gif")


def made_of_one_picture(library: Path, seconds: int) -> Path:
    encoder = TinyEncoder()
    writer, folder = open_writer(library, encoder, sound=False)
    writer.write(encoder.encode(0, 90))
    writer.close(seconds * NS_PER_SECOND, Health())
    return folder


def test_a_still_is_the_picture_of_its_moment(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "still.png"
    export_clip(office, Span(SPAN.start_ns, SPAN.start_ns), out)
    ((_, expected), *_) = recorded(office / MEDIA_FILE, SPAN)
    (shown,) = decoded(out)
    assert likeness_db(expected[:1080], shown[:1080]) > 40
    assert stream_of(out, "video")["codec_name"] == "png"


@pytest.mark.parametrize("level", [300, 3_000, 30_000], ids=["quiet", "spoken", "loud"])
def test_speech_of_any_loudness_comes_out_at_one(tmp_path: Path, level: int) -> None:
    at = np.arange(4 * 48_000) / 48_000
    voice = sum(np.sin(2 * np.pi * 140 * n * at) / n for n in range(1, 9))
    pcm = voice / np.abs(voice).max() * (0.5 + 0.5 * np.sin(2 * np.pi * 2 * at)) * level
    encoder = TinyEncoder()
    writer, folder = open_writer(tmp_path / "library", encoder)
    writer.write(encoder.encode(0, 90))
    for block in blocks(pcm.astype(np.int16)):
        writer.write(block)
    writer.close(4 * NS_PER_SECOND, Health())
    out = tmp_path / "clip.mp4"
    export_clip(folder, Span(0, 4 * NS_PER_SECOND), out)
    loudness, peak = loudness_of(out)
    if level == 300:  # helped by 20 dB and no more: a room's noise is not made speech
        assert loudness < TARGET_LUFS - 3
    else:
        assert abs(loudness - TARGET_LUFS) < 1
    assert peak < CEILING_DBTP + 1
    export_clip(
        folder, Span(0, NS_PER_SECOND), tmp_path / "b.mp4", choices=ClipChoices(normalised=False)
    )
    assert np.abs(heard(tmp_path / "b.mp4")).max() == pytest.approx(level / 32768, rel=0.15)


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "webm", "gif", "png"])
def test_no_file_tells_of_the_machine_its_user_or_the_day(
    office: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"clip.{suffix}"
    drawn = Overlays(title="Pays twice", captions=(Caption(SPAN, "Where is it?"),))
    for number, choices in enumerate((ClipChoices(), ClipChoices(drawn))):
        export_clip(
            office,
            Span(SPAN.start_ns, SPAN.start_ns + NS_PER_SECOND),
            out,
            choices=choices,
            overwrite=bool(number),
        )
        content = out.read_bytes()
        told = {socket.gethostname(), getpass.getuser(), str(Path.home()), str(tmp_path)}
        told |= {str(office), office.name, "observer", "x264 - core", "screen", "microphone"}
        for word in (word for word in told if len(word) > 3):
            assert word.encode() not in content, word
        assert "creation_time" not in json.dumps(probe(out))


def test_a_gif_of_quick_pictures_still_ends_with_the_last_one(tmp_path: Path) -> None:
    made = make_long_session(tmp_path / "library", (), 1.0, camera=False)
    for end_ms in (420, 470):  # a picture comes each 50 ms, the GIF shows ten a second
        out = tmp_path / f"{end_ms}.gif"
        export_clip(made.folder, Span(100 * NS_PER_MS, end_ms * NS_PER_MS), out)
        with av.open(str(out)) as media:
            (*_, last) = media.decode(video=0)
        shade = float(last.to_ndarray(format="gray")[-40:].mean())
        shown_ms = (end_ms - 1) // 50 * 50
        assert abs(shade - (grey_at(shown_ms) - 16) * 255 / 219) < 3
