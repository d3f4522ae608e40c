"""A scripted observer: a real browser of a phone's size, on the page that the companion serves."""

from types import TracebackType
from typing import Self

from observer.rehearsal.phone import Phone

_JOIN_WITHIN_S = 40.0
_CONNECTED = "document.querySelector('#standing')?.innerText.startsWith('connected')"
_ALL_KEPT = "document.querySelector('#standing')?.innerText.endsWith(' 0 waiting')"


class ObserverBrowser:
    """One observer under one name; a context manager. Raises ObserverError without Chromium."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.phone = Phone()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.phone.close()

    def open(self, invitation: str) -> None:
        """Open a single-use address."""
        self.phone.open(invitation)
        self.phone.wait_for("document.querySelector('#door-name')?.checkVisibility()")

    def join(self) -> None:
        """Come in, by the name."""
        self.phone.write("#door-name", self.name)
        self.phone.tap("#door-go")
        self.phone.wait_for(_CONNECTED, _JOIN_WITHIN_S)

    def mark(self, kind: str, severity: int | None = None, ago_s: int = 0) -> None:
        """Tap a mark, before it how long ago it was, after it how bad."""
        if ago_s:
            self.phone.tap(f"[data-ago='{ago_s}']")
        self.phone.tap(f"[data-kind={kind}]")
        if severity is not None:
            self.phone.tap(f".severity.s{severity}")

    def note(self, text: str) -> None:
        """Write a note to the session."""
        self.phone.write("#note", text)
        self.phone.tap("#note-form .send")

    def whisper(self, text: str) -> None:
        """Tell the moderator alone."""
        self.phone.write("#whisper", text)
        self.phone.tap("#whisper-form .send")

    def lose_connection(self) -> None:
        """Go out of reach, until the page knows it."""
        self._go_offline(True)
        self.phone.wait_for(f"!({_CONNECTED})", _JOIN_WITHIN_S)

    def regain_connection(self) -> None:
        """Come back, and wait until everything that waited is kept."""
        self._go_offline(False)
        self.wait_until_kept()

    def wait_until_kept(self) -> None:
        """Wait until the page says that nothing waits any more."""
        self.phone.wait_for(f"{_CONNECTED} && {_ALL_KEPT}", _JOIN_WITHIN_S)

    def wait_for_farewell(self) -> None:
        """Wait until the page says that the session is over."""
        self.phone.wait_for("document.querySelector('#farewell').checkVisibility()", _JOIN_WITHIN_S)

    def _go_offline(self, offline: bool) -> None:
        self.phone.call("Network.enable")
        self.phone.call(
            "Network.emulateNetworkConditions",
            offline=offline,
            latency=0,
            downloadThroughput=-1,
            uploadThroughput=-1,
        )
