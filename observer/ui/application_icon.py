"""The application's emblem: an eye whose pupil is the record dot."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

EMBLEM = """<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">
<rect width="64" height="64" rx="15" fill="#2f6f6a"/>
<path d="M9 32C15 20 23 15 32 15s17 5 23 17c-6 12-14 17-23 17S15 44 9 32z" fill="#f6f5f2"/>
<circle cx="32" cy="32" r="11.5" fill="#1d1f23"/><circle cx="32" cy="32" r="5.5" fill="#f0554b"/>
</svg>"""


def application_icon() -> QIcon:
    """The emblem in the sizes window managers ask for."""
    icon = QIcon()
    renderer = QSvgRenderer(QByteArray(EMBLEM.encode()))
    for size in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
