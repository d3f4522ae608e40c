"""Moments, quotes and the words said, as WebVTT and SubRip.

WebVTT has remarks: one before each moment's cue holds all of it, so that nothing is lost on the way
back. SubRip has none; its cue says kind, severity, author, note and quote. Nor has it a way to
write a sign that is no markup: a "<" that would begin some is written as "‹".
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from observer.export.document import Document
from observer.export.exchange.told import ToldMoment
from observer.model.clock import NS_PER_MS
from observer.session.captions import Caption

SHORTEST_NS = 2_000 * NS_PER_MS
"""How long a point is shown: a line can be read in it."""

REMARK = "NOTE observer "
_MARKUP_LIKE = re.compile(r"<(?=[^<>]*>)")
_ENTITY_LIKE = re.compile(r"&(?=#?\w+;)")
_JOINER = "\u2060"  # of no width: behind an ampersand, nothing is taken for a sign's name


def moment_captions(moments: Sequence[ToldMoment], *, srt: bool) -> Document:
    """A cue a moment."""
    blocks = []
    for number, moment in enumerate(moments, 1):
        end_ns = moment.end_ns if not moment.is_point else moment.start_ns + SHORTEST_NS
        lines = [_escaped(line, srt=srt) for line in cue_lines(moment)]
        span = _span(moment.start_ns, end_ns, srt=srt)
        if srt:
            blocks.append("\n".join([str(number), span, *lines]))
        else:
            blocks.append(f"{REMARK}{_remark(moment)}")
            blocks.append("\n".join([moment.id or str(number), span, *lines]))
    losses = [
        "SubRip counts in milliseconds and holds kind, severity, coder, note and quote: codes,"
        " component, task and comments are not in it, and a point lasts two seconds"
    ]
    if any(_MARKUP_LIKE.search(moment.note + moment.quote) for moment in moments):
        losses.append("A “<” that SubRip would take for markup is “‹” there")
    return _document(blocks, tuple(losses) if srt and moments else (), srt=srt)


def word_captions(captions: Iterable[Caption], *, srt: bool) -> Document:
    """A cue a caption, as it was said."""
    blocks = []
    for number, caption in enumerate(captions, 1):
        lines = [_escaped(line, srt=srt) for line in _filled_lines(caption.text)]
        span = _span(caption.start_ns, caption.end_ns, srt=srt)
        blocks.append("\n".join([*([str(number)] if srt else []), span, *lines]))
    return _document(blocks, (), srt=srt)


def quote_captions(moments: Iterable[ToldMoment]) -> list[Caption]:
    """The participant's own words, while their moment lasts."""
    return [
        Caption(
            moment.start_ns,
            moment.end_ns if not moment.is_point else moment.start_ns + SHORTEST_NS,
            moment.quote,
        )
        for moment in moments
        if moment.quote.strip()
    ]


def cue_lines(moment: ToldMoment) -> list[str]:
    """`Friction 3 · Ann`, the note, and the quote in its marks."""
    head = str(moment.kind).capitalize()
    if moment.severity is not None:
        head += f" {moment.severity}"
    if moment.author:
        head += f" · {' '.join(moment.author.split())}"
    lines = [head, *_filled_lines(moment.note)]
    if moment.quote:
        first, *others = _filled_lines(moment.quote) or [""]
        lines += [f"“{first}", *others]
        lines[-1] += "”"
    return lines


def _filled_lines(text: str) -> list[str]:
    """A line without words would end the cue."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _remark(moment: ToldMoment) -> str:
    """All of it as JSON in one line; an arrow would be taken for a cue's times."""
    told = {name: value for name, value in asdict(moment).items() if value not in ("", (), None)}
    return json.dumps(told, ensure_ascii=False).replace(">", "\\u003e")


def _escaped(line: str, *, srt: bool) -> str:
    line = line.replace("-->", "--›")
    if srt:
        return _ENTITY_LIKE.sub(f"&{_JOINER}", _MARKUP_LIKE.sub("‹", line))
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _span(start_ns: int, end_ns: int, *, srt: bool) -> str:
    shown_ns = max(end_ns, start_ns + NS_PER_MS)
    text = f"{_time(start_ns)} --> {_time(shown_ns)}"
    return text.replace(".", ",") if srt else text


def _time(ns: int) -> str:
    seconds, ms = divmod(ns // NS_PER_MS, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{ms:03d}"


def _document(blocks: list[str], losses: tuple[str, ...], *, srt: bool) -> Document:
    text = "\n\n".join(blocks if srt else ["WEBVTT", *blocks])
    return Document(f"{text}\n".encode("utf-8", "replace"), losses)
