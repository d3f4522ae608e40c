"""Where a live rehearsal plays: a desk with two screens, and everybody in their place."""

import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from observer.model.study import Study
from observer.rehearsal.company import Company
from observer.rehearsal.customer import Customer
from observer.rehearsal.layout import Layout
from observer.rehearsal.moderator import Moderator
from observer.rehearsal.monitors import set_monitors
from observer.rehearsal.observer_browser import ObserverBrowser
from observer.rehearsal.photographer import Photographer
from observer.rehearsal.program import running_module
from observer.rehearsal.stage import Stage, joined

DESK, BESIDE = "DESK", "BESIDE"
"""The participant's screen, which is recorded, and the moderator's, by their names."""
OBSERVERS = ("Bo", "Cy")
AUTHOR = "Mara"  # the moderator
_WIDTHS = {DESK: 1280, BESIDE: 1440}
_HEIGHT = 900
_PACE = 2.0  # of the participant: as a person who has done this before


def set_stage(stack: ExitStack, say: Callable[[str], None]) -> tuple[Mapping[str, str], Path]:
    """A display of two monitors with sound: its environment, and a folder for what passes."""
    say("Making up a desk with two screens and a microphone")
    stage = stack.enter_context(Stage(size=f"{sum(_WIDTHS.values())}x{_HEIGHT}"))
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="observer-live-")))
    own = {
        # The window must neither find nor leave settings of the person who rehearses.
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "QT_QPA_PLATFORM": "xcb",
        "OBSERVER_AUTHOR": AUTHOR,
    }
    environment = joined(os.environ, stage.environment() | own)
    set_monitors(environment["DISPLAY"], _WIDTHS, _HEIGHT)
    return environment, folder


def gather(
    stack: ExitStack,
    root: Path,
    environment: Mapping[str, str],
    folder: Path,
    study: Study,
    photographs: Path | None,
) -> Company:
    """Start product, participant, window and browsers; each ends with the stack."""
    layout = folder / "layout.json"
    product = ["observer.ui.product", "--layout", str(layout)]
    stack.enter_context(running_module(product, environment))
    person = ["observer.rehearsal.participant", "--layout", str(layout), "--by-task"]
    person += ["--pace", str(_PACE)]
    customer = stack.enter_context(running_module(person, environment, talks=True))
    window = ["observer.__main__", "--library", str(root), "window", "--rehearsed"]
    log = stack.enter_context((folder / "window.log").open("wb"))
    process = stack.enter_context(running_module(window, environment, talks=True, log=log))
    moderator = Moderator(process, folder / "window.log")
    first, second = (stack.enter_context(ObserverBrowser(name)) for name in OBSERVERS)
    Layout(layout).wait_for("shop")
    return Company(
        moderator,
        AUTHOR,
        Customer(customer),
        first,
        second,
        study,
        Photographer(photographs, moderator),
    )
