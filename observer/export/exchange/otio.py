"""A session as a timeline of OpenTimelineIO, for cutting in an editing program.

The first track is the recording, file by file; each moment is a clip on the tracks above it, in its
place, and refers to the same files. Moments that overlap lie on tracks of their own. Written as the
format's own JSON (its schemas Timeline.1, Stack.1, Track.1, Clip.1, Gap.1, ExternalReference.1).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from observer.export.document import Document, counted
from observer.export.exchange.told import ToldMoment, label_of
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.manifest import Segment
from observer.model.span import Span

RATE = 1000.0
"""Units a second: pictures of a recording have no rate, their times are the clock's."""

POINT_NS = NS_PER_SECOND
"""How long the clip of a point is: one of no length could not be seen."""


def timeline(
    name: str, moments: Sequence[ToldMoment], segments: Sequence[Segment], duration_ns: int
) -> Document:
    """The media are named without a folder: the file belongs beside the session's own."""
    files = _ended(segments, duration_ns)
    tracks = [_track("Recording", _recording(files))]
    rows, unfilmed = _rows(moments, files)
    for number, row in enumerate(rows, 1):
        name_of_row = "Moments" if len(rows) == 1 else f"Moments {number}"
        tracks.append(_track(name_of_row, row))
    stack = _thing("Stack.1", "tracks", children=tracks, source_range=None)
    whole = _bare("Timeline.1", name, global_start_time=None, tracks=stack)
    losses = ["The timeline names the session's files without a folder: put it beside them"]
    if unfilmed:
        losses.append(
            f"{counted(unfilmed, 'moment lies', 'moments lie')} where nothing was recorded, and"
            " cannot be a clip"
        )
    content = json.dumps(whole, ensure_ascii=False, indent=1)
    return Document(content.encode("utf-8", "replace"), tuple(losses))


def _ended(segments: Sequence[Segment], duration_ns: int) -> list[tuple[str, Span]]:
    return [
        (segment.file, Span(segment.start_ns, max(segment.start_ns, segment.end_ns or duration_ns)))
        for segment in segments
    ]


def _recording(files: Iterable[tuple[str, Span]]) -> list[dict[str, Any]]:
    children: list[dict[str, Any]] = []
    at_ns = 0
    for file, span in files:
        children += _gap_to(at_ns, span.start_ns)
        children.append(_clip(file, span, file, span, {}))
        at_ns = span.end_ns
    return children


def _rows(
    moments: Sequence[ToldMoment], files: Sequence[tuple[str, Span]]
) -> tuple[list[list[dict[str, Any]]], int]:
    """The clips by track, and how many moments have no file to show."""
    rows: list[tuple[int, list[dict[str, Any]]]] = []
    unfilmed = 0
    for moment in moments:
        pieces = _pieces(moment, files)
        unfilmed += not pieces
        if not pieces:
            continue
        start_ns, end_ns = pieces[0][1].start_ns, pieces[-1][1].end_ns
        free = (place for place, (at_ns, _) in enumerate(rows) if at_ns <= start_ns)
        place = next(free, len(rows))
        at_ns, row = rows[place] if place < len(rows) else (0, [])
        row += _gap_to(at_ns, start_ns)
        for file, part, whole in pieces:
            row.append(_clip(label_of(moment), part, file, whole, _metadata(moment)))
        rows[place : place + 1] = [(end_ns, row)]
    return [row for _, row in rows], unfilmed


def _pieces(moment: ToldMoment, files: Sequence[tuple[str, Span]]) -> list[tuple[str, Span, Span]]:
    """The parts of a moment, one a file that it lies in."""
    span = Span(moment.start_ns, max(moment.end_ns, moment.start_ns + POINT_NS))
    if not moment.is_point:
        span = Span(moment.start_ns, moment.end_ns)
    return [
        (file, span.clamped(whole), whole) for file, whole in files if span.clamped(whole).length_ns
    ]


def _metadata(moment: ToldMoment) -> dict[str, Any]:
    told = {key: value for key, value in asdict(moment).items() if value not in ("", (), None)}
    return {"observer": told}


def _clip(
    name: str, part: Span, file: str, whole: Span, metadata: dict[str, Any]
) -> dict[str, Any]:
    """Times in our files count from the session's start, and so do these."""
    reference = _bare("ExternalReference.1", file, target_url=file, available_range=_range(whole))
    clip = _thing("Clip.1", name, source_range=_range(part), media_reference=reference)
    return {**clip, "metadata": metadata}


def _gap_to(at_ns: int, start_ns: int) -> list[dict[str, Any]]:
    if start_ns <= at_ns:
        return []
    return [_thing("Gap.1", "", source_range=_range(Span(0, start_ns - at_ns)))]


def _track(name: str, children: list[dict[str, Any]]) -> dict[str, Any]:
    return _thing("Track.1", name, kind="Video", children=children, source_range=None)


def _range(span: Span) -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": _time(span.start_ns),
        "duration": _time(span.length_ns),
    }


def _time(ns: int) -> dict[str, Any]:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": RATE, "value": ns / NS_PER_MS}


def _thing(schema: str, name: str, **fields: object) -> dict[str, Any]:
    return {**_bare(schema, name, **fields), "effects": [], "markers": [], "enabled": True}


def _bare(schema: str, name: str, **fields: object) -> dict[str, Any]:
    return {"OTIO_SCHEMA": schema, "name": name, "metadata": {}, **fields}
