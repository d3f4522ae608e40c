"""Opening and closing a sound device without waiting for a sound server that does not answer."""

import atexit
import threading
from collections.abc import Callable

from observer.capture.sound.sources import load_portaudio
from observer.capture.sound.stream import MicrophoneStream

_LETS_GO_WITHIN_S = 0.5


class Opening:
    """One try to open a stream, in a thread of its own.

    The thread is a daemon: PortAudio waits for the sound server for as long as that takes, and
    cannot be interrupted. A stream that nobody wants any more by then is closed at once.
    """

    def __init__(self, make: Callable[[], MicrophoneStream]) -> None:
        self._make = make
        self._changing = threading.Lock()
        self._stream: MicrophoneStream | None = None
        self._failure: BaseException | None = None
        self._abandoned = False
        self._thread = threading.Thread(target=self._open, name="sound-opening", daemon=True)
        self._thread.start()

    def take(self, timeout_s: float) -> MicrophoneStream | None:
        """The stream; None where it is not open in time.

        Raises DeviceError where it cannot be opened, or the defect that stopped it.
        """
        self._thread.join(timeout_s)
        with self._changing:
            if self._failure is not None:
                raise self._failure
            stream, self._stream = self._stream, None
            return stream

    def abandon(self) -> None:
        """Close what it opens, whenever that is."""
        with self._changing:
            self._abandoned = True
            stream, self._stream = self._stream, None
        if stream is not None:
            close_in_time(stream)
        _join_or_leave(self._thread)

    def _open(self) -> None:
        try:
            stream = self._make()
        except BaseException as error:  # noqa: BLE001  # raised again by `take`, where it is seen
            self._failure = error
            return
        with self._changing:
            if not self._abandoned:
                self._stream = stream
                return
        stream.close()


def close_in_time(stream: MicrophoneStream) -> None:
    """Close a stream; one whose sound server does not answer is closed when it does."""
    closing = threading.Thread(target=stream.close, name="sound-closing", daemon=True)
    closing.start()
    _join_or_leave(closing)


def _join_or_leave(thread: threading.Thread) -> None:
    """Wait for a thread that may hang in PortAudio; once one does, this process ends without it.

    As a process ends, sounddevice has PortAudio close every stream, which would hang as well.
    """
    thread.join(_LETS_GO_WITHIN_S)
    if thread.is_alive():
        atexit.unregister(load_portaudio()._exit_handler)
