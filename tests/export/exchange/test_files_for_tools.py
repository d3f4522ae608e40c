"""What other tools read of the files we write for them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import opentimelineio
import pytest

from observer.export.exchange.audacity import audacity_labels
from observer.export.exchange.boris import boris_project
from observer.export.exchange.captions import moment_captions, quote_captions, word_captions
from observer.export.exchange.chapters import chapters
from observer.export.exchange.otio import timeline
from observer.export.exchange.told import told_moments
from observer.model.annotation import AnnotationKind
from observer.model.manifest import Segment
from tests.database.builders import SECOND
from tests.export.exchange.sessions import DURATION_NS, leaving, said
from tests.shared_data import SHARED

MOMENTS = [
    said(1, 2 * SECOND, 4 * SECOND, severity=3, note="Looks; twice = #1\nat it", codes=("doubt",)),
    said(2, 3 * SECOND, 5 * SECOND, kind=AnnotationKind.QUOTE, quote="Where <is> it & why?"),
    said(3, 1799 * SECOND, 1801 * SECOND, note="over two files"),
    said(4, 3599 * SECOND, note="a point at the end"),
]


def ffprobe(path: Path, *asked: str) -> Any:
    command = ["ffprobe", "-v", "error", "-of", "json", *asked, str(path)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("srt", [False, True], ids=["vtt", "srt"])
def test_ffmpeg_reads_our_captions_with_their_words_and_times(tmp_path: Path, srt: bool) -> None:
    path = tmp_path / f"a.{'srt' if srt else 'vtt'}"
    path.write_bytes(moment_captions(told_moments(leaving(MOMENTS)), srt=srt).content)
    packets = ffprobe(path, "-show_packets")["packets"]
    assert [float(one["pts_time"]) for one in packets] == [2, 3, 1799, 3599]
    assert float(packets[0]["duration_time"]) == 2
    again = tmp_path / "again.srt"
    subprocess.run(["ffmpeg", "-v", "error", "-i", path, again], check=True)
    words = "“Where ‹is> it & why?”" if srt else "“Where <is> it & why?”"
    assert words in again.read_text(encoding="utf-8")


def test_captions_of_quotes_hold_the_participants_words_alone() -> None:
    content = word_captions(quote_captions(told_moments(leaving(MOMENTS))), srt=False).content
    assert content.decode() == (
        "WEBVTT\n\n00:00:03.000 --> 00:00:05.000\nWhere &lt;is&gt; it &amp; why?\n"
    )


def test_ffmpeg_puts_our_chapters_into_a_video(tmp_path: Path) -> None:
    text = tmp_path / "a.ffmetadata"
    text.write_bytes(chapters(told_moments(leaving(MOMENTS[:2])), 10 * SECOND).content)
    out = tmp_path / "a.mp4"
    subprocess.run(
        [
            *("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=duration=10", "-i", str(text)),
            *("-map_chapters", "1", str(out)),
        ],
        check=True,
    )
    found = ffprobe(out, "-show_chapters")["chapters"]
    spans = [(round(float(one["start_time"])), round(float(one["end_time"]))) for one in found]
    assert spans == [(0, 2), (2, 3), (3, 10)]
    titles = [one["tags"]["title"] for one in found]
    assert titles[1] == "Friction 3: Looks; twice = #1 at it"


def test_an_audacity_label_is_one_line_whatever_the_note_holds() -> None:
    moment = said(1, 1_234_567_891, 2 * SECOND, note="two\nlines\tand a tab")
    document = audacity_labels(told_moments(leaving([moment])))
    assert document.content == b"1.234567\t2.000000\tFriction: two lines and a tab\n"


def test_opentimelineio_reads_each_moment_as_a_clip_of_the_sessions_files() -> None:
    session = leaving(MOMENTS)
    document = timeline("Checkout P01", told_moments(session), session.segments, DURATION_NS)
    read = opentimelineio.adapters.read_from_string(document.content.decode(), "otio_json")
    recording, *above = read.tracks
    assert [clip.media_reference.target_url for clip in recording.find_clips()] == [
        "recording-001.mkv",
        "recording-002.mkv",
    ]
    clips = [clip for track in above for clip in track.find_clips()]
    found: dict[str, list[tuple[float, float]]] = {}
    for clip in clips:
        at = clip.transformed_time_range(clip.trimmed_range(), read.tracks)
        source = clip.source_range
        assert at.start_time.to_seconds() == pytest.approx(source.start_time.to_seconds())
        whole = clip.available_range()
        assert whole.start_time <= source.start_time
        assert source.end_time_exclusive() <= whole.end_time_exclusive()
        span = (source.start_time.to_seconds(), source.end_time_exclusive().to_seconds())
        found.setdefault(clip.metadata["observer"]["id"], []).append(span)
    ids = [moment.id for moment in MOMENTS]
    assert found[ids[0]] == [(2, 4)]
    assert found[ids[1]] == [(3, 5)]
    assert found[ids[2]] == [(1799, 1800), (1800, 1801)]
    assert found[ids[3]] == [(3599, 3600)]
    assert len(above) == 2  # the two that overlap lie above one another


def test_a_moment_where_nothing_was_recorded_is_said_to_be_left_out() -> None:
    late = (Segment("recording-001.mkv", 10 * SECOND, DURATION_NS),)
    document = timeline("x", told_moments(leaving(MOMENTS[:1])), late, DURATION_NS)
    assert "1 moment lies where nothing was recorded" in " ".join(document.losses)


@pytest.mark.skipif(not SHARED.is_dir(), reason="other tools' samples are not kept here")
def test_our_project_has_every_part_that_boris_writes() -> None:
    theirs = json.loads((SHARED / "boris/test.boris").read_text(encoding="utf-8"))
    session = leaving(MOMENTS)
    ours = json.loads(boris_project([session]).content)
    assert set(theirs) <= set(ours)
    assert ours["project_format_version"] == theirs["project_format_version"]
    behaviour = theirs["behaviors_conf"]["2"]
    for one in ours["behaviors_conf"].values():
        assert set(one) == set(behaviour)
        assert one["type"] in ("Point event", "State event")
    assert set(behaviour["modifiers"]["0"]) == set(ours["behaviors_conf"]["0"]["modifiers"]["0"])
    observation = theirs["observations"]["observation #1"]
    codes = {one["code"] for one in ours["behaviors_conf"].values()}
    for one in ours["observations"].values():
        assert set(observation) <= set(one)
        assert set(observation["media_info"]) == set(one["media_info"])
        for event in one["events"]:
            assert [type(part) for part in event] == [float, str, str, str, str]
            assert event[2] in codes


def test_states_of_one_boris_observation_begin_and_end_in_turns() -> None:
    moments = [said(n, n * SECOND, (n + 3) * SECOND) for n in range(6)]
    project = json.loads(boris_project([leaving(moments)]).content)
    assert len(project["observations"]) == 4  # each is free again once three have begun after it
    for one in project["observations"].values():
        times = [event[0] for event in one["events"]]
        assert times == sorted(times)
        assert all(end - start == 3 for start, end in zip(times[::2], times[1::2], strict=True))
