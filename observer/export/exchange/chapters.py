"""Moments as chapters in ffmpeg's metadata form, to be put into a video by `ffmpeg -i … -i …`."""

import re
from collections.abc import Sequence

from observer.export.document import Document
from observer.export.exchange.told import ToldMoment, label_of

_SPECIAL = re.compile(r"([=;#\\])")


def chapters(moments: Sequence[ToldMoment], duration_ns: int) -> Document:
    """A chapter from each moment's begin to the next one's, and one from the session's start.

    Moments that begin together are one chapter: players want chapters in a row.
    """
    titles: dict[int, list[str]] = {0: []}
    for moment in moments:
        titles.setdefault(moment.start_ns, []).append(label_of(moment))
    starts = sorted(titles)
    ends = [*starts[1:], max(duration_ns, starts[-1] + 1)]
    lines = [";FFMETADATA1"]
    for start_ns, end_ns in zip(starts, ends, strict=True):
        title = " / ".join(titles[start_ns]) or "Start"
        lines += [
            *("[CHAPTER]", "TIMEBASE=1/1000000000", f"START={start_ns}", f"END={end_ns}"),
            "title=" + _SPECIAL.sub(r"\\\1", title),
        ]
    losses = (
        "A chapter ends where the next begins: the ends of moments are not in it, nor coder, codes,"
        " component, task and comments",
    )
    content = "\n".join(lines) + "\n"
    return Document(content.encode("utf-8", "replace"), losses if moments else ())
