"""One page, loaded from the disk and printed."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

_LONGEST_MS = 90_000
_MARGINS_MM = QMarginsF(15, 16, 15, 18)  # as the page's style has them; Qt's layout overrules it

_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
)


class _ThisPageAlone(QWebEngineUrlRequestInterceptor):
    """Lets through the page and what it holds; anything else is refused."""

    def __init__(self, page: QUrl) -> None:
        super().__init__()
        self._page = page

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802  # Qt's name
        """Block what is neither the page nor written in it."""
        address = info.requestUrl()
        info.block(address != self._page and address.scheme() != "data")


def print_page(source: Path, out: Path) -> bool:
    """Print an HTML file on A4 as PDF; whether that worked within a minute and a half."""
    application = QGuiApplication(["report"])
    address = QUrl.fromLocalFile(str(source))
    guard = _ThisPageAlone(address)
    profile = QWebEngineProfile()  # without a name it keeps nothing on the disk
    profile.setUrlRequestInterceptor(guard)
    page = QWebEnginePage(profile)
    for attribute in _OFF:
        page.settings().setAttribute(attribute, False)
    page.settings().setAttribute(QWebEngineSettings.WebAttribute.PrintElementBackgrounds, True)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        _MARGINS_MM,
        QPageLayout.Unit.Millimeter,
    )
    printed: list[bool] = []

    def finish(_path: str, worked: bool) -> None:
        printed.append(worked)
        application.quit()

    def print_loaded(loaded: bool) -> None:
        if loaded:
            page.printToPdf(str(out), layout)
        else:
            application.quit()

    page.pdfPrintingFinished.connect(finish)
    page.loadFinished.connect(print_loaded)
    QTimer.singleShot(_LONGEST_MS, application.quit)
    page.load(address)
    application.exec()
    page.deleteLater()
    application.processEvents()  # the page goes before its profile
    return printed == [True]
