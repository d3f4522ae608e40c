"""Reels as other programs read them."""

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from observer.capture.opencv import cv2
from observer.export.finished_file import PARTIAL_SUFFIX
from observer.export.moment_clips import OverlayName
from observer.export.reel.card import draw_card
from observer.export.reel.reel_file import export_reel
from observer.intake.landing import land_session
from observer.model.clock import NS_PER_MS, seconds_to_ns
from observer.model.consent import ConsentItem
from observer.model.errors import Cancelled, ConsentError, ExportError
from observer.model.redaction import Area, Cover, Redaction
from observer.model.reel import Reel, ReelClip, TitleCard
from observer.model.span import Span
from observer.session.captions import parse_captions
from observer.session.manifest_file import read_manifest, write_manifest
from observer.session.reader import SessionReader
from tests.export.reading import (
    decoded,
    frame_times_ms,
    heard,
    likeness_db,
    loudness_of,
    probe,
    recorded,
    run,
    stream_of,
)
from tests.export.reel.filled import Filled, say

CARD = TitleCard("Checkout", "2 moments", length_ns=seconds_to_ns(2))
FIRST = Span(seconds_to_ns(2.013), seconds_to_ns(3.513))
SECOND = Span(seconds_to_ns(8), seconds_to_ns(9))


def clip(session_id: str, span: Span, title: str = "", moment_id: str = "") -> ReelClip:
    return ReelClip(session_id, span.start_ns, span.end_ns, title, moment_id)


def reel(*items: TitleCard | ReelClip) -> Reel:
    return Reel("reel000000000001", "Checkout", items)


def chapters(path: Path) -> list[tuple[str, float, float]]:
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_chapters", str(path)]
    told: list[dict[str, Any]] = json.loads(run(command))["chapters"]
    return [
        (one["tags"]["title"], float(one["start_time"]), float(one["end_time"])) for one in told
    ]


def two_clips(filled: Filled) -> Reel:
    return reel(
        CARD, clip(filled.office, FIRST, "P01 · Total"), clip(filled.twin, SECOND, "P02 · Pay")
    )


def test_two_clips_of_two_sessions_follow_a_card_exact_to_the_picture(
    filled: Filled, tmp_path: Path
) -> None:
    out = tmp_path / "reel.mp4"
    report = export_reel(filled.library, two_clips(filled), out)
    assert report.copied
    assert abs(float(probe(out)["format"]["duration"]) - 4.5) < 0.05
    times_ms, pictures = frame_times_ms(out), decoded(out)
    assert report.frames == len(pictures)
    for span, session, begin_ms in (
        (FIRST, filled.office, 2000),
        (SECOND, filled.twin, 3500),
    ):
        media = SessionReader(filled.folder(session)).media_path
        assert media is not None
        for offset_ms, picture in recorded(media, span):
            shown = max(at for at, ms in enumerate(times_ms) if ms <= begin_ms + offset_ms)
            assert abs(times_ms[shown] - begin_ms - offset_ms) <= 1
            assert likeness_db(pictures[shown], picture) > 40


def test_the_card_is_shown_for_its_time_as_it_was_drawn(filled: Filled, tmp_path: Path) -> None:
    out = tmp_path / "reel.mp4"
    export_reel(filled.library, two_clips(filled), out)
    drawn = np.asarray(cv2.cvtColor(draw_card(CARD, 1920, 1080), cv2.COLOR_BGR2YUV_I420), np.uint8)
    cards = [
        picture
        for ms, picture in zip(frame_times_ms(out), decoded(out), strict=True)
        if ms < CARD.length_ns // NS_PER_MS
    ]
    assert len(cards) == 2
    assert all(likeness_db(card, drawn) > 45 for card in cards)


def test_chapters_begin_with_each_item(filled: Filled, tmp_path: Path) -> None:
    out = tmp_path / "reel.mp4"
    export_reel(filled.library, two_clips(filled), out)
    assert chapters(out) == [
        ("Checkout", 0.0, 2.0),
        ("P01 · Total", 2.0, 3.5),
        ("P02 · Pay", 3.5, 4.5),
    ]


def test_a_player_can_go_to_each_chapter_at_once(filled: Filled, tmp_path: Path) -> None:
    for name, overlays in (("copied", ()), ("drawn", (OverlayName.TIME,))):
        out = tmp_path / f"{name}.mp4"
        report = export_reel(filled.library, two_clips(filled), out, overlays=overlays)
        assert report.copied == (not overlays)
        command = ["ffprobe", "-v", "error", "-of", "json", "-select_streams", "v"]
        packets = json.loads(run([*command, "-show_packets", str(out)]))["packets"]
        keys = {round(float(one["pts_time"]), 3) for one in packets if "K" in one["flags"]}
        assert {0.0, 2.0, 3.5} <= keys


def test_clips_of_other_sizes_lie_whole_on_one_canvas(filled: Filled, tmp_path: Path) -> None:
    out = tmp_path / "reel.mp4"
    small = Span(seconds_to_ns(0.5), seconds_to_ns(1.5))
    report = export_reel(
        filled.library, reel(clip(filled.office, FIRST), clip(filled.small, small)), out
    )
    video = stream_of(out, "video")
    assert (report.copied, video["width"], video["height"]) == (False, 1920, 1080)
    last = decoded(out, luma_only=True)[-1]
    left = (1920 - 1440) // 2  # a picture of 4:3 between two bars
    assert last[:, : left - 4].max() <= 18
    assert last[:, 1920 - left + 4 :].max() <= 18
    assert last[10:-10, left + 8 : 1920 - left - 8].min() > 22


def test_cards_are_silent_and_all_clips_equally_loud(filled: Filled, tmp_path: Path) -> None:
    out = tmp_path / "reel.mp4"
    long = Span(FIRST.start_ns, FIRST.start_ns + seconds_to_ns(3))
    spoken = Span(SECOND.start_ns, SECOND.start_ns + seconds_to_ns(2.5))
    film = reel(CARD, clip(filled.office, long), clip(filled.twin, spoken))
    export_reel(filled.library, film, out)
    sound = heard(out)
    rate = 48_000
    assert abs(len(sound) - 7.5 * rate) < 0.05 * rate
    assert np.abs(sound[: round(1.95 * rate)]).max() < 1e-3
    for name, begin_s, end_s in (("first", 2, 5), ("second", 5, 7.5)):
        part = tmp_path / f"{name}.wav"
        run(["ffmpeg", "-v", "error", "-ss", f"{begin_s}", "-to", f"{end_s}", "-i", str(out),
             "-vn", "-sn", str(part)])  # fmt: skip
        assert abs(loudness_of(part)[0] + 16) < 1.0


def test_what_was_said_is_a_track_and_a_file_beside_it(filled: Filled, tmp_path: Path) -> None:
    said = say(filled, filled.office, 3, 3, "Total", quote="Where is the total?")
    captions = filled.folder(filled.twin) / "captions.vtt"
    captions.write_text("WEBVTT\n\n00:08.200 --> 00:08.700\nIt just says invalid\n")
    out = tmp_path / "reel.mp4"
    report = export_reel(
        filled.library,
        reel(CARD, clip(filled.office, FIRST, "", said.id), clip(filled.twin, SECOND)),
        out,
    )
    assert report.captions == tmp_path / "reel.vtt"
    told = [
        (2.0, 3.5, "“Where is the total?”"),
        (3.7, 4.2, "It just says invalid"),
    ]
    beside = parse_captions(report.captions.read_text(), "reel.vtt")
    assert [(c.start_ns / 1e9, c.end_ns / 1e9, c.text) for c in beside] == told
    track = run(["ffmpeg", "-v", "error", "-i", str(out), "-map", "0:s", "-f", "webvtt", "-"])
    read = parse_captions(track.decode(), "track")
    assert [(c.start_ns / 1e9, c.end_ns / 1e9, c.text) for c in read] == told


def test_what_is_covered_is_neither_seen_heard_nor_read(filled: Filled, tmp_path: Path) -> None:
    said = say(filled, filled.office, 3, 3, "Number", quote="Four nine two nine")
    area = Area(200, 100, 800, 600)
    for number, (cover, where) in enumerate(((Cover.PICTURE, area), (Cover.SILENCE, None))):
        filled.library.save_redaction(
            Redaction(
                f"redaction{number:07d}",
                filled.office,
                "Ada",
                cover,
                FIRST.start_ns,
                FIRST.end_ns,
                where,
            )
        )
    card = TitleCard("", "Said twice", quote="Four nine two nine")
    out = tmp_path / "reel.mp4"
    report = export_reel(filled.library, reel(card, clip(filled.office, FIRST, "", said.id)), out)
    assert (report.copied, report.captions) == (False, None)
    for ms, picture in zip(frame_times_ms(out), decoded(out, luma_only=True), strict=True):
        if ms >= card.length_ns // NS_PER_MS:
            assert picture[100:700, 200:1000].max() <= 20
    assert np.abs(heard(out)).max() < 1e-3
    assert [title for title, *_ in chapters(out)] == ["Said twice", "P01"]


def test_one_session_without_consent_stops_the_whole_reel(filled: Filled, tmp_path: Path) -> None:
    folder = filled.folder(filled.twin)
    manifest = read_manifest(folder)
    consent = replace(manifest.consent, items=(ConsentItem.SCREEN, ConsentItem.VOICE))
    write_manifest(folder, replace(manifest, consent=consent))
    with pytest.raises(ConsentError, match="P02"):
        export_reel(filled.library, two_clips(filled), tmp_path / "reel.mp4")
    assert list(tmp_path.glob("*.mp4")) == []


def test_a_stopped_reel_leaves_nothing_and_a_killed_ones_rest_is_swept(
    filled: Filled, tmp_path: Path
) -> None:
    out = tmp_path / "films" / "reel.mp4"
    out.parent.mkdir()
    (out.parent / f".old.mp4.abc{PARTIAL_SUFFIX}").write_bytes(b"half")
    parts: list[float] = []
    with pytest.raises(Cancelled):
        export_reel(filled.library, two_clips(filled), out, parts.append, lambda: len(parts) > 3)
    assert parts == sorted(parts)
    assert list(out.parent.iterdir()) == []


def test_a_participants_name_leaves_as_their_code(filled: Filled, tmp_path: Path) -> None:
    folder = filled.folder(filled.office)
    manifest = read_manifest(folder)
    consent = replace(manifest.consent, name="Grace Hopper")
    write_manifest(folder, replace(manifest, consent=consent))
    land_session(filled.library, folder)
    out = tmp_path / "reel.mp4"
    items = (
        replace(CARD, title="What Grace Hopper saw"),
        clip(filled.office, FIRST, "Grace waits"),
    )
    export_reel(filled.library, reel(*items), out)
    assert [title for title, *_ in chapters(out)] == ["What P01 saw", "P01 waits"]


def test_an_empty_reel_says_what_to_do(filled: Filled, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no clip yet"):
        export_reel(filled.library, reel(CARD), tmp_path / "reel.mp4")


def test_nothing_of_the_machine_is_in_the_file(filled: Filled, tmp_path: Path) -> None:
    out = tmp_path / "reel.mp4"
    export_reel(filled.library, two_clips(filled), out)
    data = out.read_bytes()
    host = subprocess.run(["hostname"], capture_output=True, check=True).stdout.strip()
    for told in (str(tmp_path).encode(), b"Lavf", b"Lavc", b"x264", b"encoder"):
        assert told not in data
    assert len(host) < 4 or host not in data


def test_a_killed_reel_leaves_no_half_file_and_the_next_one_clears_up(
    filled: Filled, tmp_path: Path
) -> None:
    say(filled, filled.office, 6, 3, "Refused")
    out = tmp_path / "films" / "reel.mp4"
    # Drawn on, it takes some seconds: time enough to be killed in.
    command = [sys.executable, "-m", "observer", "--library", str(filled.library.folder)]
    command += ["reel", "Checkout", "--overlay", "time", "--out", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline_s = time.monotonic() + 20
        while not list(tmp_path.glob(f"films/.*{PARTIAL_SUFFIX}")):
            assert process.poll() is None
            assert time.monotonic() < deadline_s
            time.sleep(0.005)
    finally:
        process.kill()
        process.wait()
    assert not out.exists()
    export_reel(filled.library, two_clips(filled), out)
    assert [path.name for path in out.parent.iterdir()] == ["reel.mp4"]
