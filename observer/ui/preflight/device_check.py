"""A device that somebody agreed to: held open while it is looked at, another one chosen, let go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from observer.model.errors import ObserverError
from observer.ui.background import Progress, run
from observer.ui.banner import show_error
from observer.ui.preflight.check import Check, Fix, State, choose

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Held(Protocol[T_co]):
    """Holds at most one device open. Both may take seconds: a driver answers."""

    def change(self, name: str | None) -> T_co:
        """Open this device instead, None for none. Raises DeviceError where it cannot be."""

    def shut(self) -> None:
        """Close for good."""


class Listed(Protocol):
    """A device as it is offered."""

    @property
    def name(self) -> str:
        """What it is opened by."""

    @property
    def label(self) -> str:
        """What it is called."""


@dataclass(frozen=True, slots=True)
class DeviceWords:
    """What is said of a kind of device."""

    opening: str
    another: str
    choose: str
    none_found: str
    left_out: str


class DeviceCheck(Check, Generic[T]):
    """Looks through one device while it is seen. `T` is what opening it tells.

    Whoever inherits says in `_look` how it stands, and may follow what is opened and left out.
    """

    def __init__(
        self,
        title: str,
        name: str | None,
        held: Held[T],
        words: DeviceWords,
        every_ms: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._name = name
        self._held = held
        self._said = words
        self._open: str | None = None
        self._wanted: str | None = None
        self._busy = False
        self.destroyed.connect(held.shut)
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._look_if_open)

    def begin(self) -> None:
        """Look, from now until `end`."""
        self._timer.start()
        self._try()

    def end(self) -> None:
        """Let go of the device, off the window's thread."""
        self._timer.stop()
        self._want(None)

    @property
    def released(self) -> bool:
        """Whether nothing is held any more."""
        return self._open is None and not self._busy

    def shut(self) -> None:
        """Let go for good; waits for it."""
        self._timer.stop()
        self._held.shut()

    # -- for whoever inherits --------------------------------------------------------------

    def _look(self) -> None:
        """Tell how it stands with the open device."""
        raise NotImplementedError

    def _list_devices(self) -> Callable[[Progress], Sequence[Listed]]:
        """What finds the devices there are, in the background."""
        raise NotImplementedError

    def _start_afresh(self) -> None:
        """Forget what was seen or heard: a device is tried."""

    def _take_opened(self, told: T) -> None:
        """A device was opened, or let go."""

    def _show_lost(self) -> None:
        """The device cannot be opened, or gives no more."""

    def _show_left_out(self) -> None:
        """It is recorded without."""

    def _failure_words(self, error: Exception) -> str:
        return str(error)

    # -- one device at a time --------------------------------------------------------------

    def _try(self) -> None:
        self._start_afresh()
        if self._name is None:
            self._leave_out()
            return
        self.tell(State.LOOKING, self._said.opening, self._fixes_for())
        self._want(self._name)

    def _want(self, name: str | None) -> None:
        """Bring the open device to the wanted one, one step at a time."""
        self._wanted = name
        if self._busy or name == self._open:
            return
        self._busy = True
        held = self._held
        run(self, lambda _progress: held.change(name), partial(self._opened, name), self._fail)

    def _opened(self, name: str | None, told: T) -> None:
        self._busy = False
        self._open = name
        self._take_opened(told)
        if self._wanted != name:
            self._want(self._wanted)
        elif name is None:
            self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self._busy = False
        self._open = None
        if not isinstance(error, ObserverError):
            show_error(self, error)
        if self._wanted is None:
            self.changed.emit()
            return
        self._lose(error)

    def _lose(self, error: Exception) -> None:
        self._show_lost()
        again: Fix = (self.tr("Try again"), self._afresh)
        self.tell(State.BROKEN, self._failure_words(error), [*self._fixes_for(), again])

    def _look_if_open(self) -> None:
        if self._open is not None and not self._busy:
            self._look()

    # -- another one, or none --------------------------------------------------------------

    def _fixes_for(self) -> list[Fix]:
        return [
            (self._said.another, self._list),
            (self.tr("Record without it"), self._record_without),
        ]

    def _record_without(self) -> None:
        self._name = None
        self._want(None)
        self._leave_out()

    def _leave_out(self) -> None:
        self._show_left_out()
        self.tell(State.LEFT_OUT, self._said.left_out, [(self._said.choose, self._list)])

    def _list(self) -> None:
        run(self, self._list_devices(), self._offer)

    def _offer(self, devices: Sequence[Listed]) -> None:
        choices: list[Fix] = [(one.label, partial(self._take, one.name)) for one in devices]
        choose(self, choices or [(self._said.none_found, self._afresh)])

    def _take(self, name: str) -> None:
        self._name = name
        self._afresh()

    def _afresh(self) -> None:
        if not self._busy:
            self._open = None  # the same one is opened anew
        self._try()
