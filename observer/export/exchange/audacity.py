"""Moments as a label track of Audacity."""

from collections.abc import Sequence

from observer.export.document import Document
from observer.export.exchange.told import ToldMoment, label_of
from observer.model.clock import NS_PER_SECOND


def audacity_labels(moments: Sequence[ToldMoment]) -> Document:
    """A line a moment: begin, end and words, with tabs between; a point has both times the same."""
    lines = [
        f"{_seconds(moment.start_ns)}\t{_seconds(moment.end_ns)}\t{label_of(moment)}\n"
        for moment in moments
    ]
    losses = (
        "Audacity's labels hold times to the microsecond, kind, severity and note (or quote) in"
        " one line: coder, codes, component, task and comments are not in it",
    )
    return Document("".join(lines).encode("utf-8", "replace"), losses if moments else ())


def _seconds(ns: int) -> str:
    return f"{ns // NS_PER_SECOND}.{ns % NS_PER_SECOND // 1000:06d}"
