"""The reel that is being put together: every edit of it, kept at once, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from observer.database.library import Library
from observer.intake.reels import moment_clip
from observer.model.annotation import Annotation
from observer.model.errors import ObserverError
from observer.model.identity import new_id
from observer.model.reel import Reel, ReelClip, TitleCard

Item = TitleCard | ReelClip
_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of the reel under a name of its own, by which rows know it."""

    id: str
    item: Item


@dataclass(frozen=True, slots=True)
class _State:
    title: str
    entries: tuple[Entry, ...]


class ReelBook(QObject):
    """One reel at a time, the one that was changed last to begin with.

    Every edit is kept in the library when its method returns. A failure of the library is reported
    by `failed` and leaves the reel as it was.
    """

    changed = Signal()  # items, their order, the title, or another reel
    failed = Signal(object)  # ObserverError

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._id = ""
        self._state = _State("", ())
        self._before: list[_State] = []
        self._after: list[_State] = []
        self.open_latest()

    # -- which reel ----------------------------------------------------------------------

    def reels(self) -> list[Reel]:
        """All reels, the one changed last first."""
        return self._library.reels()

    def open_latest(self) -> None:
        """Take up the reel that was changed last."""
        known = self.reels()
        self._take(known[0] if known else None)

    def open(self, reel_id: str) -> None:
        """Take up another reel."""
        try:
            self._take(self._library.reel(reel_id))
        except ObserverError as error:
            self.failed.emit(error)

    def begin(self) -> None:
        """An empty reel; it is kept with its first item."""
        self._take(None)

    def remove(self) -> None:
        """Forget this reel; files made of it stay."""
        try:
            if self._id:
                self._library.remove_reel(self._id)
        except ObserverError as error:
            self.failed.emit(error)
            return
        self.open_latest()

    def _take(self, reel: Reel | None) -> None:
        self._id = reel.id if reel else ""
        entries = tuple(Entry(new_id(), item) for item in reel.items) if reel else ()
        self._state = _State(reel.title if reel else "", entries)
        self._before.clear()
        self._after.clear()
        self.changed.emit()

    # -- what it holds -------------------------------------------------------------------

    @property
    def reel(self) -> Reel:
        """As it stands; its id is empty while nothing of it is kept."""
        items = tuple(entry.item for entry in self._state.entries)
        return Reel(self._id, self._state.title, items)

    @property
    def title(self) -> str:
        """What it is called."""
        return self._state.title

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its items in their order."""
        return self._state.entries

    @property
    def clip_count(self) -> int:
        """How many clips it shows."""
        return sum(isinstance(entry.item, ReelClip) for entry in self.entries)

    @property
    def length_ns(self) -> int:
        """How long it plays."""
        return sum(length_of(entry.item) for entry in self.entries)

    def entry(self, entry_id: str) -> Entry | None:
        """An item by its id."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    # -- edits ---------------------------------------------------------------------------

    def set_title(self, title: str) -> None:
        """Call it something else."""
        self._edit(replace(self._state, title=title.strip()))

    def add_moments(self, moments: Sequence[Annotation]) -> int:
        """Show these moments at the end; how many were not shown already."""
        shown = {e.item.moment_id for e in self.entries if isinstance(e.item, ReelClip)}
        fresh = [moment for moment in moments if moment.id not in shown]
        rows = {one: self._library.session(one) for one in {m.session_id for m in fresh}}
        clips = [moment_clip(rows[moment.session_id], moment) for moment in fresh]
        if not clips:
            return 0
        title = self._state.title or rows[fresh[0].session_id].study
        entries: list[Entry] = []
        if not self.entries:
            entries.append(Entry(new_id(), TitleCard(title)))
        entries += [Entry(new_id(), clip) for clip in clips]
        self._edit(_State(title, (*self.entries, *entries)))
        return len(clips)

    def add_card(self, card: TitleCard, before_id: str = "") -> str:
        """Put a card before an item, or at the end; the card's id."""
        entry = Entry(new_id(), card)
        ids = [one.id for one in self.entries]
        at = ids.index(before_id) if before_id in ids else len(ids)
        self._edit(replace(self._state, entries=(*self.entries[:at], entry, *self.entries[at:])))
        return entry.id

    def change(self, entry_id: str, item: Item) -> None:
        """Have another card or clip in an item's place."""
        entries = tuple(Entry(one.id, item) if one.id == entry_id else one for one in self.entries)
        self._edit(replace(self._state, entries=entries))

    def move(self, entry_id: str, to: int) -> None:
        """Show an item at another place, 0 for the first."""
        moved = self.entry(entry_id)
        if moved is None:
            return
        others = [one for one in self.entries if one.id != entry_id]
        others.insert(to, moved)
        self._edit(replace(self._state, entries=tuple(others)))

    def take_out(self, entry_id: str) -> None:
        """Show an item no longer."""
        entries = tuple(one for one in self.entries if one.id != entry_id)
        self._edit(replace(self._state, entries=entries))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to make again."""
        return bool(self._after)

    def undo(self) -> None:
        """Take back the latest step."""
        if self._before and self._keep(self._before[-1]):
            self._after.append(self._state)
            self._show(self._before.pop())

    def redo(self) -> None:
        """Make again what was taken back."""
        if self._after and self._keep(self._after[-1]):
            self._before.append(self._state)
            self._show(self._after.pop())

    def _edit(self, state: _State) -> None:
        if state != self._state and self._keep(state):
            self._before = [*self._before, self._state][-_MOST_STEPS:]
            self._after.clear()
            self._show(state)

    def _keep(self, state: _State) -> bool:
        reel_id = self._id or new_id()
        items = tuple(entry.item for entry in state.entries)
        try:
            self._library.save_reel(Reel(reel_id, state.title, items))
        except ObserverError as error:
            self.failed.emit(error)
            return False
        self._id = reel_id
        return True

    def _show(self, state: _State) -> None:
        self._state = state
        self.changed.emit()


def length_of(item: Item) -> int:
    """How long an item is shown, in nanoseconds."""
    return item.length_ns if isinstance(item, TitleCard) else item.end_ns - item.start_ns
