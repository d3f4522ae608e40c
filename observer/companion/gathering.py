"""The people around one recording: who watches, what is shown to them, what they whispered."""

import asyncio
from collections import deque
from collections.abc import Callable

from observer.companion.admission import Admission, Seat
from observer.companion.page_words import Person, Scene, TaskShown
from observer.companion.status import CompanionStatus, PrivateNote, Watching
from observer.model.consent import TrackKind
from observer.model.manifest import Manifest
from observer.model.status import RecorderState, RecorderStatus
from observer.model.study import Study

_MOST_WHISPERS = 500


class Gathering:
    """What pages and moderator see of each other; lives in the server's one thread."""

    def __init__(
        self,
        manifest: Manifest,
        study: Study | None,
        moderator: str,
        now_ns: Callable[[], int],
    ) -> None:
        self.session_id = manifest.id
        self.title = f"{manifest.participant} · {manifest.study}"
        self.now_ns = now_ns
        self.admission = Admission(moderator)
        self.state = RecorderState.RECORDING
        self.silent = False
        self.ended = asyncio.Event()
        self.records_screen = False
        self._study = study
        self._task = TaskShown()
        self._whispers: deque[PrivateNote] = deque(maxlen=_MOST_WHISPERS)
        self._changed = asyncio.Event()

    @property
    def is_recording(self) -> bool:
        """Whether what there is to see is being recorded."""
        return self.state is RecorderState.RECORDING and not self.ended.is_set()

    def scene_for(self, seat: Seat) -> Scene:
        """All that this observer's page shows."""
        others = [other for other in self.admission.seats if other is not seat]
        return Scene(
            session_id=self.session_id,
            title=self.title,
            name=seat.name,
            marks=seat.standing_marks,
            state=self.state,
            silent=self.silent,
            picture=self.records_screen,
            task=self._task,
            people=tuple(Person(other.name, other.present) for other in others),
        )

    def status(self, address_of: Callable[[str], str]) -> CompanionStatus:
        """All that the moderator sees."""
        standing = self.admission.standing
        return CompanionStatus(
            address=address_of(standing) if standing else "",
            observers=tuple(
                Watching(s.name, s.since_ns, s.standing_marks, s.present)
                for s in self.admission.seats
            ),
            notes=tuple(self._whispers),
        )

    def show_task(self, title: str, wording: str) -> None:
        """Put another task before everybody."""
        titles = [task.title for task in self._study.tasks] if self._study else []
        number = titles.index(title) + 1 if title in titles else 0
        self._task = TaskShown(title, wording, number, len(titles) if number else 0)
        self.tell()

    def whisper(self, seat: Seat, at_ns: int, text: str) -> None:
        """Tell the moderator alone."""
        self._whispers.append(PrivateNote(seat.name, at_ns, text))

    def look(self, status: RecorderStatus) -> None:
        """The recording stands like this."""
        kinds = {track.kind for track in status.tracks}
        seen = (status.state, False, TrackKind.SCREEN in kinds)
        if seen != (self.state, self.silent, self.records_screen):
            self.state, self.silent, self.records_screen = seen
            self.tell()

    def miss(self) -> None:
        """The recording does not answer just then."""
        if not self.silent:
            self.silent = True
            self.tell()

    def tell(self) -> None:
        """Let every page know that there is something else to see."""
        self._changed.set()
        self._changed = asyncio.Event()

    def news(self) -> asyncio.Event:
        """Set when there is something else to see than at this moment."""
        return self._changed
