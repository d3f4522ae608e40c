"""The window's composition root: `observer-window`, `observer window`."""

import logging
import os
import signal
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import platformdirs

from observer.model.errors import ObserverError

if TYPE_CHECKING:
    from observer.ui.window import MainWindow

_LOG_BYTES = 1_000_000
"""Some months of warnings; one older file is kept."""

log = logging.getLogger("observer")


def main(*, rehearsed: bool = False) -> int:
    """Show the window until it is closed; the exit code.

    `rehearsed` lets a rehearsal press its buttons, over standard input.
    """
    log_file = _start_log()
    from PySide6.QtWidgets import QApplication

    from observer.database.library import open_library
    from observer.database.library_folder import library_root
    from observer.ui.application_icon import application_icon
    from observer.ui.background import close_background
    from observer.ui.theme import theme
    from observer.ui.trouble import trouble_dialog

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop never gives Python its turn
    application = QApplication(sys.argv[:1])
    application.setApplicationName("observer")
    application.setApplicationDisplayName("Observer")
    application.setOrganizationName("observer")
    application.setDesktopFileName("observer")
    application.setWindowIcon(application_icon())
    theme().install()
    root = library_root()
    try:
        library = open_library(root)
    except ObserverError as problem:
        trouble_dialog(problem, root).exec()
        return 1
    from observer.ui.window import MainWindow

    window = MainWindow(library, root)
    _show_defects_in(window, log_file)
    window.show()
    if rehearsed:
        from observer.ui.rehearsed.driver import Driver

        Driver(window)
    try:
        return application.exec()
    finally:
        close_background()
        library.close()


def _start_log() -> Path | None:
    folder = Path(platformdirs.user_log_dir("observer"))
    handlers: list[logging.Handler] = [logging.StreamHandler()]
    file: Path | None = folder / "observer.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handlers.append(
            RotatingFileHandler(folder / "observer.log", maxBytes=_LOG_BYTES, backupCount=1)
        )
    except OSError:  # a read-only home: the terminal alone has to do
        file = None
    logging.basicConfig(
        level=os.environ.get("OBSERVER_LOG", "WARNING"),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=handlers,
    )
    return file


def _show_defects_in(window: "MainWindow", log_file: Path | None) -> None:
    """Whatever nobody caught is written down and shown; the window stays."""
    from observer.ui.defects import Defects

    defects = Defects(window, log_file)

    def in_main(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        defects.happened.emit(error)

    def in_thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            defects.happened.emit(arguments.exc_value)

    sys.excepthook = in_main
    threading.excepthook = in_thread


if __name__ == "__main__":
    sys.exit(main())
