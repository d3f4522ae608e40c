"""A display and a room to speak in where there is none: Xvfb, a window manager, a sound server.

Everything runs with a private runtime folder, is ended by its own process id, and ends with this
process even if it is killed. `python -m observer.rehearsal.stage -- COMMAND…` runs a command on
a stage of its own and exits as the command does.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from Xlib import display

from observer.model.errors import DeviceError

_PACKAGES = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "pulseaudio": "pulseaudio",
    "pactl": "pulseaudio-utils",
    "xdpyinfo": "x11-utils",
}
_READY_WITHIN_S = 15.0
# The kernel ends the program with the thread that started it, however that one ends. With TERM
# the display still removes its socket and its lock.
_END_WITH_US = ["setpriv", "--pdeathsig", "TERM", "--"]
_BACKGROUND_RGB = 0x3E4A4C  # a calm desktop: black would look like a picture that is missing


class Stage:
    """A virtual display (`size` as WxH) and a sound server whose microphone hears what is played.

    The sink is called `room`, its microphone `microphone`, and both are the default ones. Raises
    DeviceError on entering where a program is missing or does not become ready.
    """

    def __init__(self, *, display: bool = True, sound: bool = True, size: str = "1440x900") -> None:
        self._wants_display = display
        self._wants_sound = sound
        self._size = size
        self._processes: list[subprocess.Popen[bytes]] = []
        self._folder = Path()
        self._environment: dict[str, str] = {}

    def environment(self) -> dict[str, str]:
        """What to add to a program's environment so that it plays on this stage."""
        return dict(self._environment)

    def __enter__(self) -> "Stage":
        self._folder = Path(tempfile.mkdtemp(prefix="observer-stage-"))
        try:
            if self._wants_sound:
                self._start_sound()
            if self._wants_display:
                self._start_display()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End what was started, last first, and remove the private folder."""
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start_display(self) -> None:
        read_end, write_end = os.pipe()
        command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{self._size}x24"]
        command += ["-nolisten", "tcp", "-noreset"]
        with os.fdopen(read_end, "rb") as answer:
            try:
                self._start(command, pass_fds=(write_end,))
            finally:
                os.close(write_end)
            number = answer.readline().strip().decode()
        if not number:
            raise DeviceError("The virtual display did not start", "Run: Xvfb :99, and see why")
        self._environment["DISPLAY"] = f":{number}"
        self._environment["XDG_SESSION_TYPE"] = "x11"
        self._start(["openbox", "--sm-disable"])
        self._wait_for("The window manager", ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], b"#")
        _paint_background(self._environment["DISPLAY"])

    def _start_sound(self) -> None:
        runtime = self._folder / "runtime"
        runtime.mkdir(mode=0o700)
        socket = runtime / "pulse" / "native"
        socket.parent.mkdir(mode=0o700)
        self._environment |= {
            "XDG_RUNTIME_DIR": str(runtime),
            "PULSE_SERVER": f"unix:{socket}",
            "PULSE_RUNTIME_PATH": str(socket.parent),
            "PULSE_STATE_PATH": str(self._folder / "state"),
            "PULSE_COOKIE": str(self._folder / "cookie"),
        }
        load = [
            f"module-native-protocol-unix socket={socket}",
            "module-null-sink sink_name=room rate=48000 sink_properties=device.description=Room",
            "module-remap-source master=room.monitor source_name=microphone "
            "source_properties=device.description=Microphone",
        ]
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"]
        self._start([*command, *(part for module in load for part in ("-L", module))])
        self._wait_for("The sound server", ["pactl", "list", "short", "sources"], b"microphone")
        self._run(["pactl", "set-default-sink", "room"])
        self._run(["pactl", "set-default-source", "microphone"])

    def _start(self, command: list[str], pass_fds: tuple[int, ...] = ()) -> None:
        self._processes.append(
            subprocess.Popen(
                _END_WITH_US + _found(command),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=joined(os.environ, self._environment),
                pass_fds=pass_fds,
                start_new_session=True,
            )
        )

    def _run(self, command: list[str]) -> bytes:
        run = subprocess.run(
            _found(command), env=joined(os.environ, self._environment), capture_output=True
        )
        return run.stdout

    def _wait_for(self, what: str, command: list[str], sign: bytes) -> None:
        deadline_s = time.monotonic() + _READY_WITHIN_S
        while sign not in self._run(command):
            if time.monotonic() > deadline_s or self._processes[-1].poll() is not None:
                raise DeviceError(
                    f"{what} of the stage did not become ready",
                    "Look with “observer doctor”, and try again",
                )
            time.sleep(0.05)


def joined(base: Mapping[str, str], added: Mapping[str, str]) -> dict[str, str]:
    """An environment for a program on the stage: no session bus, no other display."""
    left_out = {"DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY"}
    return {**{name: value for name, value in base.items() if name not in left_out}, **added}


def _paint_background(name: str) -> None:
    connection = display.Display(name)
    root = connection.screen().root
    root.change_attributes(background_pixel=_BACKGROUND_RGB)
    root.clear_area()
    connection.close()  # sends what is left


def _found(command: list[str]) -> list[str]:
    if shutil.which(command[0]) is None:
        package = _PACKAGES.get(command[0], "x11-utils")
        raise DeviceError(
            f"The program {command[0]} is missing", f"Install it: apt-get install {package}"
        )
    return command


def main(arguments: list[str]) -> int:
    """Run `-- COMMAND…` on a stage; returns its exit code, 128 + N where signal N ended it."""
    if arguments[:1] != ["--"] or len(arguments) < 2:
        sys.stderr.write("usage: python -m observer.rehearsal.stage -- COMMAND…\n")
        return 2
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: sys.exit(128 + received))
    with Stage() as stage:
        child = subprocess.Popen(
            _END_WITH_US + arguments[1:], env=joined(os.environ, stage.environment())
        )
        _hand_on_signals(child)
        status = child.wait()
        return 128 - status if status < 0 else status


def _hand_on_signals(child: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: child.send_signal(received))
    # A terminal's Ctrl+C reaches the command by itself; a second one would break off its clean-up.
    by_terminal = sys.stdin is not None and sys.stdin.isatty()
    signal.signal(
        signal.SIGINT,
        lambda received, _frame: None if by_terminal else child.send_signal(received),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
