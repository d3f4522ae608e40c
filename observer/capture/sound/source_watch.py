"""When sound may come from elsewhere: a headset is plugged in, a microphone pulled out."""

import os
import re
import shutil
import subprocess

# A program that begins or ends to play is none of these.
_TELLING = re.compile(rb"'change' on server|'remove' on (sink|source) ")
_END_WITH_US = ("setpriv", "--pdeathsig", "TERM", "--")
_ENDS_WITHIN_S = 1.0


class SourceWatch:
    """Is told by the sound server, through pactl, so that nobody has to ask it again and again."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Listen, unless it does; without pactl nothing is ever told."""
        pactl = shutil.which("pactl")
        if pactl is None or (self._process is not None and self._process.poll() is None):
            return
        self.close()
        guard = _END_WITH_US if shutil.which(_END_WITH_US[0]) else ()
        self._process = subprocess.Popen(
            [*guard, pactl, "subscribe"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        assert self._process.stdout is not None
        os.set_blocking(self._process.stdout.fileno(), False)

    def may_have_changed(self) -> bool:
        """Whether the server has told of something since this was last asked."""
        if self._process is None or self._process.stdout is None:
            return False
        try:
            told = os.read(self._process.stdout.fileno(), 65_536)
        except BlockingIOError:  # nothing was told
            return False
        return bool(_TELLING.search(told))

    def close(self) -> None:
        """Listen no more."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
