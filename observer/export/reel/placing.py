"""The items of a reel on its own time, with all that making them needs, judged beforehand."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from observer.database.library import Library
from observer.export.choices import ClipChoices
from observer.export.clip import checked_span, closed_session
from observer.export.leaving.names import name_remover
from observer.export.leaving.session import leaving_session
from observer.export.moment_clips import OverlayName, overlays_of
from observer.export.permission import require_pictures, require_sharing
from observer.export.redaction.door import safe_choices
from observer.model.annotation import Annotation
from observer.model.clock import NS_PER_MS
from observer.model.errors import ExportError, ObserverError
from observer.model.reel import Reel, ReelClip, TitleCard
from observer.model.span import Span
from observer.session.reader import SessionReader


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A card, and when it is shown."""

    card: TitleCard
    span: Span

    @property
    def name(self) -> str:
        """What its chapter is called."""
        return self.card.title or self.card.quote or self.card.words


@dataclass(frozen=True, slots=True)
class PlacedClip:
    """A stretch `source` of a session, and when the reel shows it.

    `quote` is what the participant says in it, where that may leave; `remove_name` takes their name
    out of what is written.
    """

    reader: SessionReader
    source: Span
    choices: ClipChoices
    title: str
    span: Span
    remove_name: Callable[[str], str]
    quote: str = ""

    @property
    def name(self) -> str:
        """What its chapter is called."""
        return self.title or self.reader.manifest.participant

    def shifted(self, time_ns: int) -> int:
        """When the reel shows what was at this time of the session."""
        return time_ns - self.source.start_ns + self.span.start_ns


Placed = PlacedCard | PlacedClip


def place_items(
    library: Library,
    reel: Reel,
    overlays: Collection[OverlayName] = (),
    *,
    normalised: bool = True,
) -> tuple[Placed, ...]:
    """Every item on the reel's time, its texts as they may leave.

    Raises ExportError for an empty reel or a clip that its session does not hold, ConsentError
    for what was not agreed to, SessionNotFound.
    """
    if not reel.session_ids:
        raise ExportError("The reel holds no clip yet", "Add a moment to it first")
    judged = {one: _Judged(library, one) for one in reel.session_ids}
    placed: list[Placed] = []
    at_ns = 0
    for item in reel.items:
        if isinstance(item, TitleCard):
            length_ns = max(NS_PER_MS, item.length_ns)
            span = Span(at_ns, at_ns + length_ns)
            placed.append(PlacedCard(_leaving_card(item, judged.values()), span))
        else:
            clip = judged[item.session_id].placed(item, at_ns, overlays, normalised=normalised)
            placed.append(clip)
        at_ns = placed[-1].span.end_ns
    return tuple(placed)


class _Judged:
    """One session of the reel: it may be shown, and these words of it may not."""

    def __init__(self, library: Library, session_id: str) -> None:
        row = library.session(session_id)
        try:
            self.reader = closed_session(library.folder / row.folder)
            require_sharing(self.reader.manifest)
        except ExportError as error:
            raise ExportError(f"{row.participant}: {error.message}", error.remedy) from error
        leaving = leaving_session(library, library.folder, session_id)
        self.moments = {moment.id: moment for moment in leaving.moments}
        self.remove_name = name_remover(library.consent(session_id).name, row.participant)
        self.withheld = [
            moment.quote.strip()
            for moment in library.annotations(session_id)
            if moment.quote.strip() and not self.moments[moment.id].quote
        ]

    def placed(
        self, item: ReelClip, at_ns: int, names: Collection[OverlayName], *, normalised: bool
    ) -> PlacedClip:
        manifest = self.reader.manifest
        try:
            source = checked_span(Span(item.start_ns, item.end_ns), manifest.duration_ns)
        except ObserverError as error:
            raise ExportError(f"{manifest.participant}: {error.message}", error.remedy) from error
        moment = self.moments.get(item.moment_id)
        title = self.remove_name(item.title)
        wanted = [
            name
            for name in names
            if name is not OverlayName.CAMERA or self.reader.camera_path is not None
        ]
        # The code is not told twice on one picture.
        code = f"{manifest.participant} · " if OverlayName.PARTICIPANT in wanted else ""
        drawn = overlays_of(
            wanted,
            span=source,
            participant=manifest.participant,
            title=title.removeprefix(code),
            moment=moment,
        )
        choices = ClipChoices(drawn, normalised=normalised)
        require_pictures(manifest, choices)
        return PlacedClip(
            self.reader,
            source,
            safe_choices(self.reader, choices),
            title,
            Span(at_ns, at_ns + source.length_ns),
            self.remove_name,
            _quote_of(moment, source),
        )


def _quote_of(moment: Annotation | None, source: Span) -> str:
    """A moment's words, where the clip shows the moment."""
    if moment is None or not source.contains(moment.start_ns):
        return ""
    return moment.quote.strip()


def _leaving_card(card: TitleCard, sessions: Collection[_Judged]) -> TitleCard:
    """The card without names, and without words that were silenced after it was written."""
    quote = card.quote
    if any(said in quote for one in sessions for said in one.withheld):
        quote = ""
    texts = [card.title, card.words, quote]
    for one in sessions:
        texts = [one.remove_name(text) for text in texts]
    return replace(card, title=texts[0], words=texts[1], quote=texts[2])


def clips_of(placed: Collection[Placed]) -> Iterator[PlacedClip]:
    """The clips alone."""
    return (item for item in placed if isinstance(item, PlacedClip))
