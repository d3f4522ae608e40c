"""What the clip command was asked for, as orders to the exporter."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from observer.model.annotation import Annotation
from observer.model.clock import seconds_to_ns
from observer.model.errors import ExportError
from observer.model.span import Span

if TYPE_CHECKING:  # the command line's help must not wait for media libraries
    from observer.database.library import Library
    from observer.database.rows import SessionRow
    from observer.export.choices import ClipChoices, ClipFormat, ClipOrder

_MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class ClipAsked:
    """The command's options; times in seconds, None where they were not given."""

    start: float | None
    end: float | None
    moment: str | None
    search: str | None
    all_moments: bool
    kind: str | None
    overlays: tuple[str, ...]
    title: str
    handles: float | None
    width: int | None
    loudness: str
    out: Path | None

    @property
    def edges(self) -> tuple[float | None, float | None]:
        """The first and the last second."""
        return self.start, self.end

    @property
    def is_many(self) -> bool:
        """Whether it may become several clips."""
        return self.search is not None or self.all_moments


def orders_for(root: Path, session: str, asked: ClipAsked) -> list["ClipOrder"]:
    """One order a clip. Raises ExportError where there is nothing to cut."""
    from observer.database.library import open_library
    from observer.export.choices import ClipOrder, free_path, with_handles
    from observer.export.moment_clips import HANDLE_NS, clip_name
    from observer.intake.landing import land_session
    from observer.session.folder import find_folder

    folder = find_folder(root, session)
    with open_library(root) as library:
        row = land_session(library, folder)
        wanted = list(_wanted(library, row, asked))
    if not wanted:
        raise ExportError("No moment answers to that", f"See them with: observer show {row.id}")
    kind = _format(asked)
    handle_ns = 0 if asked.start is not None else HANDLE_NS
    if asked.handles is not None:
        handle_ns = seconds_to_ns(asked.handles)
    orders: list[ClipOrder] = []
    for told, moment in wanted:
        # A still is of the moment itself.
        around_ns = 0 if kind == "png" else handle_ns
        span = with_handles(told, around_ns, around_ns, row.duration_ns) if around_ns else told
        out = asked.out
        if out is None or asked.is_many or out.is_dir():
            name = clip_name(row.study, row.participant, span.start_ns, kind)
            out = free_path(out or folder / "clips", name, [order.out for order in orders])
        orders.append(ClipOrder(folder, span, out, _choices(asked, row, span, moment)))
    return orders


def _wanted(
    library: "Library", row: "SessionRow", asked: ClipAsked
) -> Iterator[tuple[Span, Annotation | None]]:
    if asked.start is not None and asked.end is not None:
        if asked.end <= asked.start and asked.kind != "png":
            raise ExportError(
                f"A clip from {asked.start:g} to {asked.end:g} seconds holds nothing",
                "Let --to be later than --from",
            )
        yield Span(seconds_to_ns(asked.start), seconds_to_ns(max(asked.start, asked.end))), None
        return
    if asked.moment is not None:
        moments = [library.annotation(asked.moment)]
        if moments[0].session_id != row.id:
            raise ExportError(
                f"Annotation {asked.moment} belongs to another session",
                f"See the session's own with: observer show {row.id}",
            )
    elif asked.search is not None:
        hits = library.search(asked.search, _MOST_FOUND, row.id)
        ids = dict.fromkeys(hit.annotation_id for hit in hits if hit.annotation_id)
        moments = [library.annotation(found) for found in ids]
    else:
        moments = library.annotations(row.id)
    for moment in sorted(moments, key=lambda moment: moment.start_ns):
        yield moment.span, moment


def _format(asked: ClipAsked) -> "ClipFormat":
    from observer.export.choices import ClipFormat, format_of

    if asked.out is None or asked.is_many or asked.out.is_dir():
        return ClipFormat(asked.kind or ClipFormat.MP4)
    told = format_of(asked.out)
    if asked.kind not in (None, told):
        raise ExportError(
            f"“{asked.out.name}” is no name for a clip in {asked.kind}",
            f"End the name in .{asked.kind}, or leave --format out",
        )
    return told


def _choices(
    asked: ClipAsked, row: "SessionRow", span: Span, moment: Annotation | None
) -> "ClipChoices":
    from observer.export.choices import ClipChoices
    from observer.export.moment_clips import OverlayName, overlays_of

    overlays = overlays_of(
        [OverlayName(name) for name in asked.overlays],
        span=span,
        participant=row.participant,
        title=asked.title,
        moment=moment,
    )
    return ClipChoices(overlays, normalised=asked.loudness == "even", width=asked.width)
