"""The interface's own icons: strokes on a 24 by 24 grid, drawn in any colour and size."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_STROKES = {
    "arrow-left": "M19 12H5M11 6l-6 6 6 6",
    "bug": "M8 9a4 4 0 0 1 8 0v6a4 4 0 0 1-8 0zM8 12H4M20 12h-4M8 16l-3 3M16 16l3 3"
    "M8 9L5 6M16 9l3-3",
    "camera": "M3.5 7.5h11v9h-11zM14.5 11l6-3.5v9l-6-3.5",
    "camera-off": "M3.5 7.5h11v9h-11zM14.5 11l6-3.5v9l-6-3.5M4 4l16 16",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "chevron-down": "M6 9.5l6 6 6-6",
    "chevron-left": "M14.5 6l-6 6 6 6",
    "chevron-right": "M9.5 6l6 6-6 6",
    "close": "M6 6l12 12M18 6L6 18",
    "download": "M12 4v11M7 10.5l5 5 5-5M5 20h14",
    "eye-off": "M2.5 12C5 7.7 8.2 5.5 12 5.5s7 2.2 9.5 6.5c-2.5 4.3-5.7 6.5-9.5 6.5S5 16.3 2.5 12z"
    "M4 4l16 16",
    "eye": "M2.5 12C5 7.7 8.2 5.5 12 5.5s7 2.2 9.5 6.5c-2.5 4.3-5.7 6.5-9.5 6.5S5 16.3 2.5 12z"
    "M12 15a3 3 0 1 1 0-6 3 3 0 0 1 0 6z",
    "filter": "M4 6h16M7 12h10M10 18h4",
    "film": "M4 5h16v14H4zM8 5v14M16 5v14M4 9.7h4M4 14.3h4M16 9.7h4M16 14.3h4",
    "flag": "M6 21V4M6 5h11l-2.5 4L17 13H6",
    "folder": "M3.5 6.5h6l2 2.5h9v9.5h-17z",
    "idea": "M9 17.5h6M10 21h4M8.5 14.5a5.5 5.5 0 1 1 7 0c-.6.5-.8 1.2-.8 3H9.3c0-1.8-.2-2.5-.8-3z",
    "import": "M12 3v11M7.5 9.8l4.5 4.5 4.5-4.5M4 15v5h16v-5",
    "insight": "M4 4v16h16M8 16.5v-4M12.5 16.5V8M17 16.5v-6",
    "library": "M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z",
    "list": "M4 6.5h1M8.5 6.5H20M4 12h1M8.5 12H20M4 17.5h1M8.5 17.5H20",
    "loop": "M17 3l3 3-3 3M4 11V9a3 3 0 0 1 3-3h13M7 21l-3-3 3-3M20 13v2a3 3 0 0 1-3 3H4",
    "microphone": "M12 3.5a2.8 2.8 0 0 1 2.8 2.8v4.9a2.8 2.8 0 0 1-5.6 0V6.3"
    "A2.8 2.8 0 0 1 12 3.5zM6 11.5a6 6 0 0 0 12 0M12 17.5V21M9 21h6",
    "minus": "M5 12h14",
    "moon": "M19.5 14.2A8 8 0 1 1 9.8 4.5a6.3 6.3 0 0 0 9.7 9.7z",
    "note": "M5 4h14v11l-5 5H5zM14 20v-5h5M8.5 8.5h7M8.5 12h5",
    "open": "M13 4h7v7M20 4l-9 9M18 14v5.5H4.5V6H10",
    "pause": "M8.5 6v12M15.5 6v12",
    "people": "M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3 19.5a6 6 0 0 1 12 0"
    "M15.5 5.4a3.2 3.2 0 0 1 0 5.8M17.5 14.4a6 6 0 0 1 3.5 5.1",
    "pencil": "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
    "play": "M8 5.5v13l11-6.5z",
    "plus": "M12 5v14M5 12h14",
    "pointer": "M6 4l13 7.5-5.7 1.5L10.5 19z",
    "question": "M9 9a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2.3M12 17.5v.1"
    "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18z",
    "quote": "M10 7c-3 .6-4.5 2.6-4.5 6v4h5v-5H7.5M19 7c-3 .6-4.5 2.6-4.5 6v4h5v-5h-3",
    "record": "M12 20a8 8 0 1 1 0-16 8 8 0 0 1 0 16z",
    "rehearsal": "M12 4l2.3 5 5.2.6-3.9 3.6 1.1 5.3L12 15.8l-4.7 2.7 1.1-5.3-3.9-3.6 5.2-.6z",
    "repair": "M14.5 6.5a4 4 0 0 1 5-1.7l-2.7 2.7 1.7 1.7 2.7-2.7a4 4 0 0 1-5.4 4.7L9 18"
    "a2 2 0 0 1-3-3l6.8-6.8a4 4 0 0 1 1.7-1.7z",
    "search": "M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.3 15.3L20 20",
    "smile": "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM8.5 14.5a4.2 4.2 0 0 0 7 0M9 9.5v.1M15 9.5v.1",
    "sort": "M7.5 5v14M4 15.5L7.5 19l3.5-3.5M16.5 19V5M13 8.5L16.5 5 20 8.5",
    "sound": "M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11",
    "sound-off": "M4 9.5v5h3.5L12 19V5L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5",
    "step-back": "M17 6.5v11L9.5 12zM7 6.5v11",
    "step-on": "M7 6.5v11l7.5-5.5zM17 6.5v11",
    "stop": "M6.5 6.5h11v11h-11z",
    "study": "M8 4.5H5.5v16h13v-16H16M9 3h6v3.5H9zM9 11.5h6M9 15.5h4",
    "sun": "M12 16a4 4 0 1 1 0-8 4 4 0 0 1 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2"
    "M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
    "system": "M4 5h16v11H4zM9 20h6M12 16v4",
    "trash": "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v6M13.5 10.5v6",
    "undo": "M8.5 5L4.5 9l4 4M5 9h9a5 5 0 0 1 0 10h-4",
    "redo": "M15.5 5l4 4-4 4M19 9h-9a5 5 0 0 0 0 10h4",
    "warning": "M12 4L2.8 20h18.4zM12 10v5M12 17.5v.1",
}

_FILLED = {"play", "stop", "pointer"}
_DOTTED = {"record"}


def icon_names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(_STROKES)


def icon_svg(name: str, color: str) -> bytes:
    """One icon as an SVG file. Raises KeyError for a name that is no icon."""
    fill = color if name in _FILLED else "none"
    dot = f'<circle cx="12" cy="12" r="3.5" fill="{color}"/>' if name in _DOTTED else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">'
        f'<path d="{_STROKES[name]}" fill="{fill}" stroke="{color}" stroke-width="1.75" '
        f'stroke-linecap="round" stroke-linejoin="round"/>{dot}</svg>'
    ).encode()


def paint_icon(painter: QPainter, name: str, rect: QRectF, color: str | QColor) -> None:
    """Draw one icon into the rectangle."""
    QSvgRenderer(QByteArray(icon_svg(name, QColor(color).name()))).render(painter, rect)


def icon(
    name: str,
    color: str | QColor,
    size: int = 20,
    *,
    disabled: str | QColor | None = None,
    gap: int = 0,
) -> QIcon:
    """One icon, sharp at one, two and three device pixels a unit.

    `gap` is empty room on its right, towards a button's text; `disabled` colours it while the
    button cannot be pressed.
    """
    result = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled or color)):
        for ratio in (1, 2, 3):
            pixmap = QPixmap((size + gap) * ratio, size * ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            paint_icon(painter, name, QRectF(0, 0, size * ratio, size * ratio), ink)
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            result.addPixmap(pixmap, mode)
    return result
