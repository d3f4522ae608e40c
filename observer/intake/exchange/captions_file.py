"""WebVTT and SubRip: our own, with all that a moment holds, and anybody's."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from observer.export.exchange.captions import REMARK, SHORTEST_NS, cue_lines
from observer.export.exchange.told import ToldComment, ToldMoment
from observer.intake.exchange.brought import Brought, check_count, plain_text, time_ns
from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.errors import ExchangeError, SessionDamaged
from observer.session.captions import Caption, parse_captions

_HEAD = re.compile(
    rf"({'|'.join(kind.value.capitalize() for kind in AnnotationKind)})(?: ([0-4]))?(?: · (.*))?"
)
_QUOTE = re.compile(r"(?:^|\n)“(.*)”$", re.DOTALL)
_TEXTS = ("author", "note", "quote", "component", "team", "task", "rule", "reason", "id")


def read_captions_file(text: str, name: str, kind: AnnotationKind) -> Brought:
    """A moment a cue. `kind` is what cues of other tools become.

    Raises ExchangeError or SessionDamaged, naming the line.
    """
    moments = []
    remark: ToldMoment | None = None
    for first, block in _blocks(text):
        if block.startswith(REMARK):
            remark = _remarked(block.removeprefix(REMARK), f"line {first} of {name}")
        elif "-->" in block:
            moments += [_moment(cue, remark, kind) for cue in _cues(block, first, name)]
            remark = None
    where = f"a cue of {name}"
    for moment in moments:
        time_ns(moment.end_ns / NS_PER_SECOND, where)
        plain_text(moment.note, where)
    return Brought(check_count(moments, name))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Texts between empty lines, with the number of their first line."""
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            lines.append(line)
        elif lines:
            yield number - len(lines), "\n".join(lines)
            lines = []


def _cues(block: str, first: int, name: str) -> list[Caption]:
    """The cue of a block; none where it has no words."""
    spare = Caption(0, NS_PER_MS, "\ue000")  # beside it, a cue without words is no broken file
    text = f"{block}\n\n00:00:00.000 --> 00:00:00.001\n{spare.text}"
    try:
        return [cue for cue in parse_captions(text, name) if cue != spare]
    except SessionDamaged:
        return parse_captions("\n" * (first - 1) + text, name)  # raises again, naming the line


def _moment(cue: Caption, remark: ToldMoment | None, kind: AnnotationKind) -> ToldMoment:
    """What the remark says, unless somebody has changed the cue since."""
    if remark is None:
        return _from_words(cue, kind)
    shown_ns = remark.start_ns + SHORTEST_NS if remark.is_point else remark.end_ns
    if (_ms(remark.start_ns), _ms(shown_ns)) != (_ms(cue.start_ns), _ms(cue.end_ns)):
        length_ns = 0 if remark.is_point else cue.end_ns - cue.start_ns
        remark = replace(remark, start_ns=cue.start_ns, end_ns=cue.start_ns + length_ns)
    if [line.strip() for line in cue_lines(remark)] == cue.text.split("\n"):
        return remark
    said = _from_words(cue, remark.kind)
    return replace(remark, kind=said.kind, severity=said.severity, note=said.note, quote=said.quote)


def _ms(ns: int) -> int:
    return ns // NS_PER_MS


def _from_words(cue: Caption, kind: AnnotationKind) -> ToldMoment:
    first, _, rest = cue.text.replace("\u2060", "").partition("\n")
    head = _HEAD.fullmatch(first)
    if head is None:
        bare = ToldMoment(cue.start_ns, cue.end_ns, kind)
        is_quote = kind is AnnotationKind.QUOTE
        return replace(bare, quote=cue.text) if is_quote else replace(bare, note=cue.text)
    quote = _QUOTE.search(rest)
    return ToldMoment(
        start_ns=cue.start_ns,
        end_ns=cue.end_ns,
        kind=AnnotationKind(head[1].lower()),
        severity=None if head[2] is None else int(head[2]),
        author=head[3] or "",
        note=rest[: quote.start()] if quote else rest,
        quote=quote[1] if quote else "",
    )


def _remarked(text: str, where: str) -> ToldMoment:
    try:
        told: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken(where) from error
    known = {field.name for field in fields(ToldMoment)}
    if not isinstance(told, dict) or not {"start_ns", "end_ns"} <= set(told) <= known:
        raise _broken(where)
    start_ns, end_ns = (_whole(told[name], where) for name in ("start_ns", "end_ns"))
    severity = told.get("severity")
    if severity is not None and severity not in range(5):
        raise _broken(where)
    if end_ns < start_ns or told.get("kind", "note") not in list(AnnotationKind):
        raise _broken(where)
    codes, comments = told.get("codes", []), told.get("comments", [])
    if not isinstance(codes, list) or not isinstance(comments, list):
        raise _broken(where)
    return ToldMoment(
        start_ns,
        end_ns,
        kind=AnnotationKind(told.get("kind", "note")),
        severity=None if severity is None else int(severity),
        codes=tuple(plain_text(code, where) for code in codes),
        comments=tuple(_comment(comment, where) for comment in comments),
        created_at=plain_text(told.get("created_at", ""), where),
        **{name: plain_text(told.get(name, ""), where) for name in _TEXTS},
    )


def _comment(told: object, where: str) -> ToldComment:
    if not isinstance(told, dict):
        raise _broken(where)
    names = ("author", "text", "created_at")
    return ToldComment(*(plain_text(told.get(name, ""), where) for name in names))


def _whole(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _broken(where)
    time_ns(min(max(value, -NS_PER_SECOND), 10**18) / NS_PER_SECOND, where)
    return value


def _broken(where: str) -> ExchangeError:
    return ExchangeError(
        f"The remark in {where} is not as Observer writes it",
        "Export the captions anew, or take the remark out",
    )
