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
from observer.capture.protocol import Device, Enduring
from observer.model.annotation import Mark
from observer.model.clock import NS_PER_SECOND, SessionClock
from observer.model.errors import ObserverError, RecorderError, SessionError, SessionNotFound
from observer.model.identity import new_id
from observer.model.manifest import ClockAnchor, Manifest
from observer.model.plan import RecordingPlan
from observer.model.samples import Gap, GapReason
from observer.model.sink import TrackFormat
from observer.model.status import RecorderState, RecorderStatus
from observer.recorder.devices import devices_for
from observer.recorder.health import (
    DiskWatch,
    boot_id,
    dropped_moves,
    health_of,
    level_db,
    refuse_full_disk,
)
from observer.recorder.messages import AskMark
from observer.recorder.sample_queue import SampleQueue
from observer.session.folder import SessionLock, create_folder, find_folder
from observer.session.writer import SessionWriter

log = logging.getLogger(__name__)

# A sound server that restarts is back within this time; a display never comes back.
_ALL_LOST_FOR_NS = 5 * NS_PER_SECOND


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
        self._heard_at_ns = 0
        self._marks = 0
        self._warnings: tuple[str, ...] = ()

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
            self._disk = DiskWatch(self.folder)
            self._lock = SessionLock(self.folder)
            self._lock.acquire()
            self.clock = SessionClock.starting_now()
            self._writer = SessionWriter(self.folder, self._manifest(), formats)
            self._thread.start()
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
            timeout_s = 0.5
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
            self._close_devices()
        self._thread.join()
        self._queue.close()
        try:
            manifest = self._writer.close(
                self._ended_at_ns, health_of(self._queue, self._devices, self._notes())
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
            self._state = RecorderState.PAUSED

    def resume(self) -> None:
        """Go on after a pause, which stays in the session as an honest gap."""
        with self._changing:
            if self._state is not RecorderState.PAUSED:
                return
            self._end_pause()
            for device in self._devices:
                device.resume()
            self._state = RecorderState.RECORDING

    def mark(self, ask: AskMark) -> Mark:
        """Keep a mark; once this returns, it is on the disk.

        Raises RecorderError for a moment that has not come yet.
        """
        now_ns = self.clock.now_ns()
        if ask.at_ns is not None and ask.at_ns > now_ns:
            raise RecorderError(
                "That moment has not come yet",
                f"The recording is {now_ns / NS_PER_SECOND:.0f} seconds long; mark a moment in it",
            )
        start_ns = ask.at_ns if ask.at_ns is not None else max(0, now_ns - ask.ago_ns)
        mark = Mark(new_id(), ask.kind, start_ns, now_ns, ask.severity, ask.note, ask.author)
        self._writer.write_mark(mark)
        self._marks += 1
        return mark

    def status(self) -> RecorderStatus:
        """How it stands, at this moment."""
        ended_at_ns = self._ended_at_ns
        elapsed_ns = self.clock.now_ns() if ended_at_ns is None else ended_at_ns
        written = self._writer.bytes_written
        return RecorderStatus(
            state=self._state,
            session_id=self.plan.session_id,
            folder=str(self.folder),
            elapsed_ns=elapsed_ns,
            frames=self._queue.frames,
            input_events=self._queue.input_events,
            sound_ns=self._queue.sound_blocks * NS_PER_SECOND // 10,
            bytes_written=written,
            level_db=level_db(self._devices),
            disk_free_bytes=self._disk.free_bytes,
            disk_seconds=self._disk.seconds_left(written, elapsed_ns),
            marks=self._marks,
            dropped=dropped_moves(self._queue, self._devices),
            warnings=self._warnings,
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

    def _close_devices(self) -> None:
        for device in self._devices:
            device.close()
        self._devices_closed.set()

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
        self._warnings = tuple(d.problem for d in self._devices if d.problem)
        self._end_if_all_is_lost()
        self._disk.look()
        full = self._disk.problem()
        if full and not self._problem:
            self._problem = full
            self._stop_asked.set()

    def _notes(self) -> tuple[str, ...]:
        return (*self._warnings, self._problem.message) if self._problem else self._warnings

    def _end_if_all_is_lost(self) -> None:
        """Nothing is left to record once the display and the sound server are both gone."""
        now_ns = self.clock.now_ns()
        if not all(_is_lost(device) for device in self._devices):
            self._heard_at_ns = now_ns
        elif now_ns - self._heard_at_ns > _ALL_LOST_FOR_NS:
            log.warning("every device is lost: %s", " ".join(self._warnings))
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
        synced_ns = 0
        while not (self._devices_closed.is_set() and self._queue.is_empty()):
            sample = self._queue.take(timeout_s=0.1)
            if sample is not None:
                self._writer.write(sample)
            now_ns = self.clock.now_ns()
            if now_ns - synced_ns >= NS_PER_SECOND:
                self._writer.sync(now_ns)
                synced_ns = now_ns


def _is_lost(device: Device) -> bool:
    return device.is_lost if isinstance(device, Enduring) else bool(device.problem)
