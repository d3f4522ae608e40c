"""Where an issue lies, as far as what is written of it can be opened."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def issue_address(issue: str) -> QUrl | None:
    """The page of an issue; None for a number, and for anything but a page of the web."""
    address = QUrl(issue.strip(), QUrl.ParsingMode.StrictMode)
    web = address.isValid() and address.scheme() in ("http", "https") and bool(address.host())
    return address if web else None


def open_issue(issue: str) -> bool:
    """Show the issue's page in the browser; whether there is one."""
    address = issue_address(issue)
    return address is not None and QDesktopServices.openUrl(address)
