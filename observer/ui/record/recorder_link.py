"""The window's end of a running recording: polls it, marks, pauses and stops it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.intake.landing import land_session
from observer.model.annotation import AnnotationKind, Mark
from observer.model.clock import SessionClock
from observer.model.errors import RecorderError, RecorderSilent
from observer.model.identity import new_id
from observer.model.manifest import Manifest, SessionState
from observer.model.status import RecorderStatus
from observer.recorder.client import RecorderClient
from observer.session.folder import session_state
from observer.session.manifest_file import read_manifest
from observer.session.reader import SessionReader
from observer.ui.author import author_name
from observer.ui.background import Progress, run
from observer.ui.banner import show_error

_ASK_EVERY_MS = 200


@dataclass(frozen=True, slots=True)
class PlannedMark:
    """A mark as the keys say it, on its way to the disk."""

    kind: AnnotationKind
    at_ns: int
    note: str = ""
    id: str = field(default_factory=new_id)


class RecorderLink(QObject):
    """One running recording. Lives until the recording has ended, here or elsewhere."""

    status_changed = Signal(object)
    """A RecorderStatus, five times a second."""
    marks_changed = Signal(object)
    """All marks so far (list[Mark]) as they are on the disk."""
    silent = Signal(object)
    """The recording is there and does not answer; the RecorderSilent says so."""
    ended = Signal(object)
    """The session closed and landed; its SessionRow."""
    lost = Signal(object)
    """The recording is gone without closing; the RecorderError says so."""

    def __init__(
        self, library: Library, client: RecorderClient, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._client = client
        self.folder: Path = client.folder
        self.manifest: Manifest = read_manifest(client.folder)
        self._clock = SessionClock(self.manifest.clock.monotonic_start_ns)
        self._asking = False
        self._over = False
        self._marks_known = -1
        self._sending: set[str] = set()
        self._judgements: dict[str, int] = {}
        self._amending = 0
        self._undos: list[Callable[[], None]] = []
        self._stop_wanted = False
        self._last: RecorderStatus | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_EVERY_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def session_id(self) -> str:
        """Which session it records."""
        return self._client.session_id

    @property
    def library(self) -> Library:
        """Where attempts and askings are kept."""
        return self._library

    def begin(self) -> None:
        """Start to poll."""
        self._timer.start()
        self._ask()

    def now_ns(self) -> int:
        """The session's time at this moment."""
        return self._clock.now_ns()

    def mark(self, planned: PlannedMark) -> None:
        """Send a mark; it appears in `marks_changed` once it is on the disk."""
        client = self._client
        self._sending.add(planned.id)

        def work(_progress: Progress) -> Mark:
            return client.mark(
                planned.kind,
                at_ns=max(0, planned.at_ns),
                note=planned.note,
                author=author_name(),
                mark_id=planned.id,
            )

        run(self, work, self._marked, partial(self._mark_failed, planned.id))

    def judge(self, mark_id: str, severity: int) -> None:
        """Give a mark its severity; one that is still on its way gets it when it has arrived."""
        if mark_id in self._sending:
            self._judgements[mark_id] = severity
            return
        client = self._client
        self._amend(lambda: client.amend(mark_id, severity=severity))

    def change(self, before: Mark, after: Mark) -> None:
        """Change kind, moment, severity or note of a mark; `undo` takes it back."""
        self._undos.append(partial(self._change, before))
        self._change(after)

    def withdraw(self, mark: Mark) -> None:
        """Take a mark back; `undo` makes another one like it."""
        client = self._client
        self._undos.append(partial(self._make_again, mark))
        self._amend(lambda: client.amend(mark.id, withdrawn=True))

    @property
    def can_undo(self) -> bool:
        """Whether there is a change of a mark to take back."""
        return bool(self._undos)

    def undo(self) -> None:
        """Take the last change of a mark back."""
        if self._undos:
            self._undos.pop()()

    def _change(self, mark: Mark) -> None:
        client = self._client
        self._amend(
            lambda: client.amend(
                mark.id,
                kind=mark.kind,
                start_ns=mark.start_ns,
                severity=mark.severity,
                note=mark.note,
            )
        )

    def _make_again(self, mark: Mark) -> None:
        client, again = self._client, new_id()
        self._amend(
            lambda: client.mark(
                mark.kind,
                at_ns=mark.start_ns,
                severity=mark.severity,
                note=mark.note,
                author=mark.author,
                mark_id=again,
            )
        )

    def _amend(self, work: Callable[[], Mark]) -> None:
        self._amending += 1
        run(self, lambda _progress: work(), lambda _mark: self._amended(), self._amend_failed)

    def pause(self) -> None:
        """Stop pixels, sound and keys together."""
        client = self._client
        run(self, lambda _progress: client.pause(), self._take)

    def resume(self) -> None:
        """Go on."""
        client = self._client
        run(self, lambda _progress: client.resume(), self._take)

    def stop(self) -> None:
        """End the recording, wait for its session to close, and land it.

        Marks that are on their way are waited for.
        """
        self._stop_wanted = True
        self._stop_if_quiet()

    def _stop_if_quiet(self) -> None:
        if not self._stop_wanted or self._over or self._sending or self._amending:
            return
        self._over = True
        self._timer.stop()
        client, library, folder = self._client, self._library, self.folder

        def work(_progress: Progress) -> SessionRow:
            client.stop()
            return land_session(library, folder)

        run(self, work, self.ended.emit, self.lost.emit)

    def let_go(self) -> None:
        """Ask no more; the recording goes on without anybody looking."""
        self._over = True
        self._timer.stop()

    def _ask(self) -> None:
        if self._asking:
            return
        self._asking = True
        client = self._client
        run(self, lambda _progress: client.status(), self._take, self._miss)

    def _take(self, status: RecorderStatus) -> None:
        self._asking = False
        if self._over:
            return
        self._last = status
        self.status_changed.emit(status)
        if status.mark_changes != self._marks_known:
            self._marks_known = status.mark_changes
            self._read_marks()

    def _marked(self, mark: Mark) -> None:
        self._sending.discard(mark.id)
        severity = self._judgements.pop(mark.id, None)
        if severity is None:
            self._read_marks()
        else:
            self.judge(mark.id, severity)
        self._stop_if_quiet()

    def _mark_failed(self, mark_id: str, error: Exception) -> None:
        self._sending.discard(mark_id)
        self._judgements.pop(mark_id, None)
        show_error(self, error)
        self._stop_if_quiet()

    def _amended(self) -> None:
        self._amending -= 1
        self._read_marks()
        self._stop_if_quiet()

    def _amend_failed(self, error: Exception) -> None:
        self._amending -= 1
        show_error(self, error)
        self._stop_if_quiet()

    def _read_marks(self) -> None:
        folder = self.folder
        run(self, lambda _progress: SessionReader(folder).marks(), self.marks_changed.emit)

    def _miss(self, error: Exception) -> None:
        """No answer: it ended elsewhere, or it is gone."""
        self._asking = False
        if self._over:
            return
        if isinstance(error, RecorderSilent):
            self.silent.emit(error)
            return
        if not isinstance(error, RecorderError):
            show_error(self, error)
            return
        self._over = True
        self._timer.stop()
        client, library, folder, last = self._client, self._library, self.folder, self._last

        def work(_progress: Progress) -> SessionRow:
            closing = session_state(folder, read_manifest(folder)) is SessionState.RECORDING
            if closing and last is not None:
                client.wait_until_closed(last)
            return land_session(library, folder)

        run(self, work, self._landed, self.lost.emit)

    def _landed(self, row: SessionRow) -> None:
        if row.state is SessionState.CLOSED:
            self.ended.emit(row)
        else:
            self.lost.emit(
                RecorderError(
                    self.tr("The recording ended without closing its session"),
                    self.tr("What was recorded is kept: repair it in the library"),
                )
            )
