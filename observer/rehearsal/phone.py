"""An observer's phone: a real Chromium at a phone's size, told what to do over DevTools' pipe.

The DevTools protocol is spoken over two file descriptors (`--remote-debugging-pipe`): no port is
opened and no driver is needed. One thread, `phone`, reads what the browser says.
"""

import base64
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from observer.model.errors import ObserverError

_WIDTH, _HEIGHT, _SCALE = 390, 844, 2
_ANSWER_WITHIN_S = 20.0
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--mute-audio",
    "--hide-scrollbars",
)


class Phone:
    """One observer's browser; a context manager. Everything waits until it is done.

    Raises ObserverError where Chromium is missing.
    """

    def __init__(self, *flags: str, width: int = _WIDTH, height: int = _HEIGHT) -> None:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if program is None:
            raise ObserverError("Chromium is missing", "Install chromium")
        self._folder = tempfile.TemporaryDirectory(prefix="observer-phone-")
        self._answers: dict[int, dict[str, Any]] = {}
        self._came = threading.Condition()
        self._next = 0
        self._session = ""
        self._scripts: list[str] = []
        self._origins: set[str] = set()
        self.said: list[str] = []
        """What the page wrote to its console, and its errors."""
        to_read, self._write_to = os.pipe()
        self._read_from, to_write = os.pipe()
        sandbox = ("--no-sandbox",) if os.getuid() == 0 else ()
        self._process = subprocess.Popen(
            [
                *("bash", "-c", f'exec "$@" 3<&{to_read} 4>&{to_write}', "bash", program),
                *(*_FLAGS, *sandbox, *flags, f"--user-data-dir={self._folder.name}"),
                *(f"--window-size={width},{height}", "about:blank"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(to_read, to_write),
            start_new_session=True,
        )
        os.close(to_read)
        os.close(to_write)
        self._thread = threading.Thread(target=self._read, name="phone")
        self._thread.start()
        self._take_hold(width, height)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the browser and forget everything about it."""
        os.close(self._write_to)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._thread.join()
        os.close(self._read_from)
        self._folder.cleanup()

    def open(self, address: str) -> None:
        """Go to an address, and wait until its page has loaded."""
        parts = urlsplit(address)
        self._origins.add(f"{parts.scheme}://{parts.netloc}")
        # A change of the fragment alone would load nothing.
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=address)
        self.wait_for("document.readyState === 'complete' && location.href !== 'about:blank'")

    def evaluate(self, script: str) -> Any:  # Any: whatever the script's value is as JSON
        """The value of a JavaScript expression in the page; a promise is waited for."""
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait_for(self, script: str, within_s: float = _ANSWER_WITHIN_S) -> None:
        """Wait until a JavaScript expression is true. Raises TimeoutError."""
        deadline_s = time.monotonic() + within_s
        while not self.evaluate(f"Boolean({script})"):
            if time.monotonic() > deadline_s:
                raise TimeoutError(f"never true within {within_s} s: {script}; said: {self.said}")
            time.sleep(0.02)

    def tap(self, selector: str) -> None:
        """Put a finger on the middle of an element and lift it."""
        found = json.dumps(selector)
        self.wait_for(f"document.querySelector({found})?.checkVisibility()")
        x, y = self.evaluate(
            f"(() => {{ const e = document.querySelector({found});"
            "e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect();"
            "return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def write(self, selector: str, text: str) -> None:
        """Tap a field and write into it."""
        self.tap(selector)
        self.call("Input.insertText", text=text)

    def text(self, selector: str) -> str:
        """What an element shows; empty where there is none."""
        return str(
            self.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")
        )

    def dark(self, dark: bool) -> None:
        """Show the page in the dark theme, or the light one."""
        value = "dark" if dark else "light"
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": value}],
        )

    def forget(self) -> None:
        """Leave the page, and forget cookies, storage and what was to run before load."""
        self.call("Page.navigate", url="about:blank")
        for script in self._scripts:
            self.call("Page.removeScriptToEvaluateOnNewDocument", identifier=script)
        self._scripts.clear()
        self.call("Network.clearBrowserCookies")
        for origin in self._origins:
            self.call("Storage.clearDataForOrigin", origin=origin, storageTypes="all")

    def before_load(self, script: str) -> None:
        """Run a script in every page before its own."""
        added = self.call("Page.addScriptToEvaluateOnNewDocument", source=script)
        self._scripts.append(added["identifier"])

    def photograph(self, path: Path) -> None:
        """Keep a picture of the page as it is seen, as PNG."""
        answer = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Ask the browser something of DevTools' protocol. Raises RuntimeError where it refuses."""
        self._next += 1
        number = self._next
        words: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self._session:
            words["sessionId"] = self._session
        os.write(self._write_to, json.dumps(words).encode() + b"\0")
        with self._came:
            if not self._came.wait_for(lambda: number in self._answers, _ANSWER_WITHIN_S):
                raise TimeoutError(f"the browser did not answer {method}")
            answer = self._answers.pop(number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _take_hold(self, width: int, height: int) -> None:
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        held = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = held["sessionId"]
        self.call("Page.enable")
        self.call("Runtime.enable")
        self.call("Log.enable")
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=_SCALE,
            mobile=True,
        )
        self.call("Emulation.setTouchEmulationEnabled", enabled=True)

    def _read(self) -> None:
        rest = b""
        while chunk := os.read(self._read_from, 1 << 20):
            *whole, rest = (rest + chunk).split(b"\0")
            for words in whole:
                self._hear(json.loads(words))

    def _hear(self, words: dict[str, Any]) -> None:
        if "id" in words:
            with self._came:
                self._answers[words["id"]] = words
                self._came.notify_all()
            return
        said = _SAID.get(words["method"])
        if said:
            self.said.append(said(words["params"]))


_SAID: dict[str, Callable[[dict[str, Any]], str]] = {
    "Runtime.exceptionThrown": lambda p: str(
        p["exceptionDetails"].get("exception", {}).get("description", p["exceptionDetails"]["text"])
    ),
    "Runtime.consoleAPICalled": lambda p: " ".join(str(a.get("value")) for a in p["args"]),
    "Log.entryAdded": lambda p: str(p["entry"]["text"]),
}
