"""One sit-in being recorded: devices on one side, the session's writer on the other.

    starting ──▶ recording ⇄ paused ──▶ stopping ──▶ closed
                     └───────────────▶ failed (what was written stays readable)

Threads: one a device (the device's own), `writer` (owned here), and whoever calls: the main thread
waits in `wait`, the control channel's thread asks for status, marks and pauses.
"""

import logging
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

from observer import __version__
from observer.capture.protocol import Device, Picturing
from observer.model.annotation import Mark
from observer.model.clock import NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.errors import ObserverError, RecorderError, SessionError, SessionNotFound
from observer.model.manifest import ClockAnchor, Manifest
from observer.model.plan import RecordingPlan
from observer.model.samples import Gap, GapReason
from observer.model.sink import TrackFormat
from observer.model.status import RecorderState, RecorderStatus
from observer.recorder.devices import devices_for
from observer.recorder.disk_watch import refuse_full_disk
from observer.recorder.health import boot_id, dropped_moves, health_of, level_db, track_status
from observer.recorder.mark_book import MarkBook
from observer.recorder.messages import AskAmend, AskMark
from observer.recorder.sample_queue import SampleQueue
from observer.recorder.watch import LOOK_EVERY_S, RecordingWatch
from observer.session.digests import foresee_digests
from observer.session.folder import SessionLock, create_folder, find_folder
from observer.session.writer import SessionWriter

log = logging.getLogger(__name__)

_NARROWEST, _WIDEST = 64, 1920  # pixels of a picture that is asked for


class Recording:
    """Records one plan into one session folder.

    `open` raises DeviceError, ConsentError, LibraryError or SessionError, having let go of
    whatever it had taken; after it, `close` must be called once.
    """

    def __init__(self, library: Path, plan: RecordingPlan) -> None:
        self.library = library
        self.plan = plan
        self.folder = Path()
        self.clock = SessionClock(0)
        self._devices: list[Device] = []
        self._queue = SampleQueue()
        self._stop_asked = threading.Event()
        self._devices_closed = threading.Event()
        self._thread = threading.Thread(target=self._write_samples, name="writer")
        self._changing = threading.Lock()  # pause, resume and close, one at a time
        self._state = RecorderState.STARTING
        self._problem: ObserverError | None = None
        self._defect: BaseException | None = None
        self._paused_at_ns = 0
        self._ended_at_ns: int | None = None

    def open(self) -> None:
        """Take hold of every device, make the session folder and begin to record."""
        self._refuse_second_session()
        refuse_full_disk(self.library)
        formats = self._open_devices()
        try:
            today = datetime.now().astimezone().date()
            plan = self.plan
            self.folder = create_folder(
                self.library, plan.study, plan.participant, plan.session_id, today
            )
            self._lock = SessionLock(self.folder)
            self._lock.acquire()
            self.clock = SessionClock.starting_now()
            self._watch = RecordingWatch(self.folder, self.clock, self._devices, self._queue)
            self._writer = SessionWriter(self.folder, self._manifest(), formats)
            self._marks = MarkBook(self._writer.write_mark, self.clock.now_ns)
            self._thread.start()
            self._queue.counts.start_again()
            for device in self._devices:
                device.start(self.clock, self._queue)
        except BaseException:
            self._close_devices()
            if self._thread.is_alive():
                self._thread.join()
            raise
        self._state = RecorderState.RECORDING

    def wait(self) -> None:
        """Watch the devices and the disk until someone asks to stop or something fails."""
        limit_ns = round(self.plan.limit_seconds * NS_PER_SECOND)
        while not self._stop_asked.is_set():
            timeout_s = LOOK_EVERY_S
            if limit_ns:
                left_s = (limit_ns - self.clock.now_ns()) / NS_PER_SECOND
                if left_s <= 0:
                    break
                timeout_s = min(timeout_s, left_s)
            self._stop_asked.wait(timeout_s)
            self._look_around()

    def ask_to_stop(self) -> None:
        """End the recording soon; returns at once. Safe from a signal handler."""
        self._stop_asked.set()

    def close(self) -> Manifest:
        """Let go of the devices, write what is left and close the session.

        Raises the known error that ended the recording, if one did, after everything that could
        be saved is saved; raises a defect as itself.
        """
        with self._changing:
            if self._state is RecorderState.PAUSED:
                self._end_pause()
            self._state = RecorderState.STOPPING
            self._ended_at_ns = self.clock.now_ns()
            self._foresee_end()
            self._close_devices()
        self._thread.join()
        self._queue.close()
        notes = self._watch.notes()
        if self._problem:
            notes += (self._problem.message,)
        try:
            manifest = self._writer.close(
                self._ended_at_ns, health_of(self._queue, self._devices, notes)
            )
        except ObserverError as error:
            self._problem = self._problem or error
        finally:
            self._lock.release()
        if self._defect:
            raise self._defect
        if self._problem:
            self._state = RecorderState.FAILED
            raise self._problem
        self._state = RecorderState.CLOSED
        return manifest

    def pause(self) -> None:
        """Stop pixels, sound and keys together; when this returns nothing more is taken."""
        with self._changing:
            if self._state is not RecorderState.RECORDING:
                return
            self._paused_at_ns = self.clock.now_ns()
            for device in self._devices:
                device.pause()
            # Said at once, so that a crash in the pause leaves it told; resume tells its end.
            self._queue.write(Gap(self._paused_at_ns, self._paused_at_ns, GapReason.PAUSE))
            self._state = RecorderState.PAUSED

    def resume(self) -> None:
        """Go on after a pause, which stays in the session as an honest gap."""
        with self._changing:
            if self._state is not RecorderState.PAUSED:
                return
            self._end_pause()
            self._queue.counts.start_again()
            for device in self._devices:
                device.resume()
            self._state = RecorderState.RECORDING

    def mark(self, ask: AskMark) -> Mark:
        """Keep a mark; once this returns, it is on the disk.

        Raises RecorderError for a moment that has not come yet.
        """
        return self._marks.mark(ask)

    def amend(self, ask: AskAmend) -> Mark:
        """Change a mark or take it back; once this returns, that is on the disk.

        Raises RecorderError for a mark that this recording does not know.
        """
        return self._marks.amend(ask)

    def picture(self, width: int) -> bytes:
        """The screen as it is recorded at this moment, as a JPEG.

        Raises RecorderError where it is not recorded, DeviceError where there is none just then.
        """
        screen = next((d for d in self._devices if isinstance(d, Picturing)), None)
        if screen is None:
            raise RecorderError(
                "The screen is not recorded, so there is no picture of it",
                "Ask the participant for the screen before the next recording",
            )
        return screen.picture(max(_NARROWEST, min(_WIDEST, width)))

    def status(self) -> RecorderStatus:
        """How it stands, at this moment."""
        ended_at_ns = self._ended_at_ns
        elapsed_ns = self.clock.now_ns() if ended_at_ns is None else ended_at_ns
        counts, written = self._queue.counts, self._writer.bytes_by_track
        return RecorderStatus(
            state=self._state,
            session_id=self.plan.session_id,
            folder=str(self.folder),
            elapsed_ns=elapsed_ns,
            frames=counts.items(TrackKind.SCREEN),
            input_events=counts.items(TrackKind.INPUT),
            sound_ns=counts.items(TrackKind.MICROPHONE) * NS_PER_SECOND // 10,
            bytes_written=self._writer.bytes_written,
            level_db=level_db(self._devices),
            disk_free_bytes=self._watch.disk.free_bytes,
            disk_seconds=self._watch.disk.seconds_left(),
            marks=self._marks.count,
            mark_changes=self._marks.changes,
            dropped=dropped_moves(self._queue, self._devices),
            tracks=tuple(track_status(d, self._queue, written) for d in self._devices),
            warnings=self._watch.warnings,
            problem=self._problem.message if self._problem else "",
            remedy=self._problem.remedy if self._problem else "",
        )

    def _refuse_second_session(self) -> None:
        try:
            taken = find_folder(self.library, self.plan.session_id)
        except SessionNotFound:
            return
        with SessionLock(taken):  # SessionBusy while another recorder holds it
            pass
        raise SessionError(
            f"Session {self.plan.session_id} has been recorded already",
            "Start a recording with an id of its own",
        )

    def _open_devices(self) -> list[TrackFormat]:
        formats: list[TrackFormat] = []
        try:
            for device in devices_for(self.plan):
                self._devices.append(device)
                formats.append(device.open())
        except BaseException:
            self._close_devices()
            raise
        return formats

    def _foresee_end(self) -> None:
        try:
            foresee_digests(self.folder)
        except OSError as error:  # only slower; a disk that fails is told when it is written to
            log.warning("the files cannot be read ahead: %s", error)

    def _close_devices(self) -> None:
        for device in self._devices:
            device.close()
        self._devices_closed.set()
        self._queue.wake()

    def _manifest(self) -> Manifest:
        plan = self.plan
        return Manifest(
            id=plan.session_id,
            study=plan.study,
            participant=plan.participant,
            consent=plan.consent,
            clock=ClockAnchor(
                wall_start=datetime.now(UTC).astimezone().isoformat(),
                monotonic_start_ns=self.clock.start_monotonic_ns,
                boot_id=boot_id(),
            ),
            software=f"Observer {__version__}, {os.uname().sysname}",
        )

    def _end_pause(self) -> None:
        self._queue.write(Gap(self._paused_at_ns, self.clock.now_ns(), GapReason.PAUSE))

    def _look_around(self) -> None:
        watch = self._watch
        watch.look(self._writer.bytes_written, paused=self._state is RecorderState.PAUSED)
        if watch.problem and not self._problem:
            self._problem = watch.problem
            self._stop_asked.set()
        elif watch.nothing_is_left:
            log.warning("every device is lost: %s", " ".join(watch.warnings))
            self._stop_asked.set()

    def _write_samples(self) -> None:
        """The writer thread: everything that reaches the disk passes here, but for marks."""
        try:
            self._pump()
        except ObserverError as error:
            log.warning("the recording cannot be written: %s", error)
            self._problem = error
        except BaseException as defect:  # handed to `close`, which raises it
            log.exception("a defect stopped the writer")
            self._defect = defect
        finally:
            self._queue.close()
            self._stop_asked.set()

    def _pump(self) -> None:
        due_ns = now_ns = self.clock.now_ns()
        while not (self._devices_closed.is_set() and self._queue.is_empty()):
            sample = self._queue.take(max(0, due_ns - now_ns) / NS_PER_SECOND)
            if sample is not None:
                self._writer.write(sample)
            now_ns = self.clock.now_ns()
            if now_ns >= due_ns:
                self._writer.sync(now_ns)
                due_ns = now_ns + NS_PER_SECOND
