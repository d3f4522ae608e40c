"""Which component windows belong to, asked of a whole study's windows."""

import re
from collections.abc import Callable
from fnmatch import translate

from observer.model.study import Component, Study

_Fits = Callable[[str], bool]


class Recognition:
    """Says what `Study.component_of` says, for tens of thousands of windows.

    Patterns are made ready once, and an application is looked at once: of most windows only the
    title is left to be compared.
    """

    def __init__(self, study: Study) -> None:
        self._rules = [
            (component, _fits(component.application), _fits(component.title))
            for component in study.components
            if _asks_of_windows(component)
        ]
        self._left: dict[str, list[tuple[Component, _Fits | None]]] = {}
        self._known: dict[tuple[str, str], Component | None] = {}

    def component_of(self, application: str, title: str) -> Component | None:
        """The first component that recognises the window."""
        window = (application, title)
        if window not in self._known:
            self._known[window] = self._look(application, title)
        return self._known[window]

    def _look(self, application: str, title: str) -> Component | None:
        left = self._left.get(application)
        if left is None:
            left = self._left[application] = self._left_by(application)
        folded = title.casefold()
        return next((one for one, fits in left if fits is None or fits(folded)), None)

    def _left_by(self, application: str) -> list[tuple[Component, _Fits | None]]:
        """Those that the application does not rule out, and what the title must still fit."""
        folded = application.casefold()
        return [
            (component, fits_title if component.title else None)
            for component, fits, fits_title in self._rules
            if fits(folded)
        ]


def _asks_of_windows(component: Component) -> bool:
    """Whether a window without an address can be its: one that asks for an address has none."""
    return bool(component.application or component.title) or component.recognises("", "")


def _fits(pattern: str) -> _Fits:
    """Whether a folded text holds the pattern somewhere; see `Component`."""
    folded = pattern.casefold()
    if not any(letter in folded for letter in "*?["):
        return lambda text: folded in text
    match = re.compile(translate(f"*{folded}*")).match
    return lambda text: match(text) is not None
