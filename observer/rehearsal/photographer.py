"""Photographs of every page of a live rehearsal, taken while it plays."""

from pathlib import Path

from observer.rehearsal.moderator import Moderator
from observer.rehearsal.observer_browser import ObserverBrowser


class Photographer:
    """Keeps pictures in `folder`, each in both themes; without a folder it takes none."""

    def __init__(self, folder: Path | None, moderator: Moderator) -> None:
        self._folder = folder
        self._does = moderator.does
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def is_there(self) -> bool:
        """Whether pictures are wanted."""
        return self._folder is not None

    def window(self, name: str) -> None:
        """The dialog in front, else the window."""
        if self._folder is not None:
            self._does("photograph", path=str(self._folder.resolve() / name))

    def screen(self, name: str, screen: str) -> None:
        """A whole screen, as it is."""
        if self._folder is not None:
            path = str(self._folder.resolve() / name)
            self._does("photograph_screen", path=path, screen=screen)

    def phone(self, name: str, watcher: ObserverBrowser) -> None:
        """An observer's page."""
        if self._folder is not None:
            for dark in (True, False):
                watcher.phone.dark(dark)
                watcher.phone.photograph(self._folder / f"{name}-{'dark' if dark else 'light'}.png")
