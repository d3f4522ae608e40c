"""Takes what to do from standard input, a JSON line a step, and answers when it is done.

A verb is a generator: it yields what it waits for, and the window lives on meanwhile. The answer
is `{"value": …}` or `{"fault": …}`; the end of the input closes the window.
"""

import json
import os
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from observer.ui.rehearsed.steps import Steps
from observer.ui.rehearsed.verbs import VERBS

if TYPE_CHECKING:
    from observer.ui.window import MainWindow

_STDIN, _STDOUT = 0, 1
_LOOK_EVERY_MS = 20
_PATIENCE_S = 60.0  # for one condition, on a busy computer


class Driver(QObject):
    """Drives one window, one verb after another. Lives as long as the window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._unread = b""
        self._verb = ""
        self._steps: Steps[object] | None = None
        self._awaited: Callable[[], object] | None = None
        self._deadline_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._ears = QSocketNotifier(_STDIN, QSocketNotifier.Type.Read, self)
        self._ears.activated.connect(self._hear)

    def _hear(self) -> None:
        read = os.read(_STDIN, 65536)
        self._unread += read
        if not read:
            self._ears.setEnabled(False)
            self._window.close()
            return
        line, end, rest = self._unread.partition(b"\n")
        if end:
            self._unread = rest
            self._begin(json.loads(line))

    def _begin(self, asked: dict[str, object]) -> None:
        self._verb = str(asked.pop("verb"))
        self._ears.setEnabled(False)  # one after another
        self._steps = VERBS[self._verb](self._window, **asked)
        self._awaited = None
        self._deadline_s = time.monotonic() + _PATIENCE_S
        self._timer.start()

    def _look(self) -> None:
        if self._steps is None:
            return
        self._timer.stop()  # a press may run a dialog's own loop
        try:
            if self._awaited is None or self._awaited():
                self._awaited = next(self._steps)
                self._deadline_s = time.monotonic() + _PATIENCE_S
            elif time.monotonic() > self._deadline_s:
                raise TimeoutError(f"{self._verb} waited in vain")
        except StopIteration as done:
            self._answer(value=done.value)
        except Exception:  # noqa: BLE001  # whatever it is, whoever asked has to know
            picture = Path(tempfile.gettempdir()) / "observer-rehearsal.png"
            self._window.grab().save(str(picture))
            self._answer(fault=f"{traceback.format_exc()}The window then: {picture}\n")
        else:
            self._timer.start()

    def _answer(self, **answer: object) -> None:
        self._steps = self._awaited = None
        self._ears.setEnabled(True)
        os.write(_STDOUT, json.dumps(answer).encode() + b"\n")
