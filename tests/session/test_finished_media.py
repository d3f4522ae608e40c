"""A file finished where it lies: what stands in it, and what is left if finishing breaks off."""

import os
from itertools import pairwise
from pathlib import Path

import av
import pytest

from observer.model.manifest import Health
from observer.session.ebml import UNKNOWN_SIZE
from observer.session.live_media import LiveMedia
from observer.session.media_facts import read_facts
from observer.session.repair import repair_session
from observer.session.spare_header import mend_header
from observer.session.verify import verify_session
from observer.session.writer import SessionWriter
from tests.session.ffmpeg import ffprobe
from tests.session.matroska import Element, children, number_in, only
from tests.session.recordings import MS, TinyEncoder, make_session, open_writer, ordinary_samples

_SECONDS = 8.0
_MEDIA = "recording-001.mkv"
_SEGMENT, _SEEK_HEAD, _SEEK = 0x18538067, 0x114D9B74, 0x4DBB
_INFO, _TRACKS, _CUES, _CLUSTER = 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0x1F43B675
_GROUP, _REFERENCE, _SIMPLE_BLOCK = 0xA0, 0xFB, 0xA3


def _segment(content: bytes) -> Element:
    return only(children(content), _SEGMENT)


def test_each_size_is_told_and_the_seek_head_leads_to_what_it_names(tmp_path: Path) -> None:
    content = (make_session(tmp_path, _SECONDS).folder / _MEDIA).read_bytes()
    segment = _segment(content)
    assert segment.end == len(content)
    parts = children(content, segment.start, segment.end)
    clusters = [part for part in parts if part.identifier == _CLUSTER]
    assert len(clusters) > 10
    assert all(a.end == b.at for a, b in pairwise(parts)), "sizes that leave nothing out"
    seeks = children(content, *only(parts, _SEEK_HEAD).span)
    told = {}
    for seek in seeks:
        what, where = children(content, *seek.span)
        told[number_in(content, what)] = segment.start + number_in(content, where)
    assert told == {name: only(parts, name).at for name in (_INFO, _TRACKS, _CUES)}


def test_the_index_names_every_keyframe_and_where_it_lies(tmp_path: Path) -> None:
    folder = make_session(tmp_path, _SECONDS).folder
    content = (folder / _MEDIA).read_bytes()
    segment = _segment(content)
    cues = only(children(content, *segment.span), _CUES)
    found_ms: dict[int, list[int]] = {1: [], 2: []}
    for point in children(content, *cues.span):
        time, position = children(content, *point.span)
        track, cluster_at, block_at = (
            number_in(content, part) for part in children(content, *position.span)
        )
        at = segment.start + cluster_at
        cluster = children(content, at, at + 12)[0]
        assert cluster.identifier == _CLUSTER
        group = children(content, cluster.start + block_at, cluster.end)[0]
        assert group.identifier == (_GROUP if track == 1 else _SIMPLE_BLOCK)
        found_ms[track].append(number_in(content, time))
        if track == 2:
            assert content[group.start] & 0x7F == track
            continue
        parts = children(content, *group.span)
        assert content[parts[0].start] & 0x7F == track
        assert _REFERENCE not in {part.identifier for part in parts}
    asked = ("-select_streams", "v", "-show_packets", "-show_entries", "packet=pts_time,flags")
    packets = ffprobe(folder / _MEDIA, *asked)["packets"]
    keys = [packet for packet in packets if "K" in packet["flags"]]
    assert found_ms[1] == [round(float(packet["pts_time"]) * 1000) for packet in keys]
    assert len(found_ms[1]) > 1
    assert [round(at / 1000) for at in found_ms[2]] == [0, 5]


def test_sound_alone_can_be_sought_too(tmp_path: Path) -> None:
    writer, folder = open_writer(tmp_path, None, events=False)
    for sample in ordinary_samples(TinyEncoder(), _SECONDS):
        if type(sample).__name__ == "SoundBlock":
            writer.write(sample)
    writer.close(round(_SECONDS * 1000) * MS, Health())
    content = (folder / _MEDIA).read_bytes()
    cues = only(children(content, *_segment(content).span), _CUES)
    points = children(content, *cues.span)
    times_ms = [number_in(content, children(content, *point.span)[0]) for point in points]
    assert len(times_ms) == 2
    assert 5000 <= times_ms[1] - times_ms[0] < 5400
    with av.open(str(folder / _MEDIA)) as media:
        media.seek(6_000_000)
        assert 5 < float(next(media.demux()).pts or 0) / 1000 <= 6


def test_finishing_that_breaks_off_at_any_write_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = TinyEncoder()
    writer, folder = open_writer(tmp_path / "made", encoder)
    for sample in ordinary_samples(encoder, _SECONDS):
        writer.write(sample)
    states = _states_while(monkeypatch, folder / _MEDIA, writer)
    wanted = [(facts.name, facts.packets, facts.digest) for facts in read_facts(folder / _MEDIA)]
    assert len(states) == 8, "a duration, a cluster's size, the index, the header"
    for number, state in enumerate(states):
        broken = tmp_path / str(number) / folder.name
        broken.parent.mkdir()
        _copy_as_open(folder, broken, state)
        assert mend_header(broken / _MEDIA) == ""
        repair_session(broken)
        report = verify_session(broken)
        assert report.ok, report.checks
        assert not list(broken.glob("*.broken"))
        found = read_facts(broken / _MEDIA)
        assert [(facts.name, facts.packets, facts.digest) for facts in found] == wanted


def test_a_header_that_tells_no_length_yet_is_no_damage(tmp_path: Path) -> None:
    path = make_session(tmp_path, 1.0).folder / _MEDIA
    content = bytearray(path.read_bytes())
    at = _segment(bytes(content)).start
    content[at - len(UNKNOWN_SIZE) : at] = UNKNOWN_SIZE
    path.write_bytes(content)
    assert mend_header(path) == ""
    content[only(children(bytes(content), at, at + 400), _TRACKS).start + 9] ^= 0xFF
    path.write_bytes(content)
    assert "spare header" in mend_header(path)


def _states_while(
    monkeypatch: pytest.MonkeyPatch, media: Path, writer: SessionWriter
) -> list[bytes]:
    """The file before each write once all packets are in it, and with that write half done."""
    states: list[bytes] = []
    write, finish = os.pwrite, LiveMedia.finish

    def told_write(descriptor: int, content: bytes, offset: int) -> int:
        states.append(media.read_bytes())
        half = bytearray(states[-1])
        half[offset : offset + len(content) // 2] = content[: len(content) // 2]
        states.append(bytes(half))
        return write(descriptor, content, offset)

    def told_finish(file: LiveMedia, end_ms: int) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(os, "pwrite", told_write)
            finish(file, end_ms)

    monkeypatch.setattr(LiveMedia, "finish", told_finish)
    writer.close(round(_SECONDS * 1000) * MS, Health())
    return states


def _copy_as_open(folder: Path, copy: Path, media: bytes) -> None:
    """The session as a crash would have left it: a media file, a manifest that says recording."""
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    (copy / _MEDIA).write_bytes(media)
    manifest = (folder / "session.json").read_text()
    (copy / "session.json").write_text(manifest.replace('"closed"', '"recording"'))
