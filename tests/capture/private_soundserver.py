"""A sound server of a test's own, which it may kill and start again."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_READY_WITHIN_S = 10


class PrivateSoundServer:
    """PulseAudio with a sink `room` that the source `microphone` hears."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.address = f"unix:{folder / 'native'}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        load = [
            f"module-native-protocol-unix auth-anonymous=1 socket={self._folder / 'native'}",
            "module-null-sink sink_name=room rate=48000",
            "module-remap-source master=room.monitor source_name=microphone",
        ]
        options = [part for module in load for part in ("-L", module)]
        environment = {
            **os.environ,
            "HOME": str(self._folder),
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_STATE_PATH": str(self._folder),
        }
        self._process = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", *options],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + _READY_WITHIN_S
        while b"microphone" not in self.control("list", "short", "sources"):
            assert time.monotonic() < deadline, "the sound server did not start"
            time.sleep(0.05)
        self.control("set-default-source", "microphone")

    def control(self, *words: str) -> bytes:
        """Ask or tell it something by pactl."""
        environment = {**os.environ, "PULSE_SERVER": self.address}
        return subprocess.run(["pactl", *words], env=environment, capture_output=True).stdout

    def add_sink(self, name: str) -> int:
        """One more place to play to; gives the number by which it can be unloaded."""
        return int(
            self.control("load-module", "module-null-sink", f"sink_name={name}", "rate=48000")
        )

    def hold(self) -> None:
        """Stop it where it is, as a machine without time for it would."""
        self._send(signal.SIGSTOP)

    def go_on(self) -> None:
        """End `hold`."""
        self._send(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        (self._folder / "native").unlink(missing_ok=True)

    def _send(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)


@contextmanager
def private_soundserver(folder: Path) -> Iterator[PrivateSoundServer]:
    """A running server; the folder must be short, since a socket's path may not be long."""
    server = PrivateSoundServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()
