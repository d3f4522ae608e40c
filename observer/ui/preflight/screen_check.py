"""The picture that will be recorded, and another screen or window if it is the wrong one."""

import os
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from observer.model.plan import RecordingPlan
from observer.model.secrets import SecretWindows
from observer.ui.preflight.check import Check, Fix, State, choose
from observer.ui.preflight.still_picture import StillPicture
from observer.ui.preflight.surroundings import Surroundings, find_window

PICTURE_HEIGHTS = (150, 280)
"""The least and the most, in a low window and a high one."""

_FILL = QColor(0x34, 0x36, 0x3A)  # what the recording fills secret windows with
_BLACK_BELOW = 8  # of 255: a screen that sleeps, or that may not be looked at


class ScreenCheck(Check):
    """Looks whenever it is told what is around; `applied` puts the choice into a plan."""

    def __init__(self, plan: RecordingPlan, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("preflight", "Screen"), parent)
        self._plan = plan
        self._around = Surroundings()
        self._secrets = plan.secrets
        self.picture = StillPicture(
            self.tr("The screen as it will be recorded"), PICTURE_HEIGHTS[0]
        )
        self.column.insertWidget(1, self.picture, 1)

    def applied(self, plan: RecordingPlan) -> RecordingPlan:
        """The plan with the screen or window chosen here."""
        mine = self._plan
        return replace(plan, monitor=mine.monitor, window=mine.window, region=mine.region)

    def area(self) -> QRect:
        """What is recorded, in pixels of the display; null while nobody knows."""
        plan = self._plan
        if plan.region is not None:
            region = plan.region
            return QRect(region.x, region.y, region.width, region.height)
        if plan.window:
            window = find_window(plan.window, self._around.windows)
            return QRect(window.x, window.y, window.width, window.height) if window else QRect()
        for screen in self._around.screens:
            if screen.name == plan.monitor:
                return QRect(screen.x, screen.y, screen.width, screen.height)
        return QRect()

    def look(self, around: Surroundings, secrets: SecretWindows) -> None:
        """Take a fresh picture, without what is secret, and judge it."""
        self._around, self._secrets = around, secrets
        another: Fix = (self.tr("Another screen or window"), self._choose)
        if around.problem:
            self.picture.show_pixmap(QPixmap(), self.tr("No picture"))
            self.tell(State.BROKEN, f"{around.problem}. {around.remedy}.", [another])
            return
        area = self.area()
        if area.isNull():
            self.picture.show_pixmap(QPixmap(), self.tr("No picture"))
            gone = (
                self.tr("The window that was chosen is no longer open.")
                if self._plan.window
                else self.tr("The screen that was chosen is no longer connected.")
            )
            self.tell(State.BROKEN, gone, [another])
            return
        if not self._can_grab():
            self.tell(State.FINE, self._named(area), [another])
            return
        pixmap = self._grab(area)
        self.picture.show_pixmap(pixmap, self.tr("No picture"))
        if _is_black(pixmap):
            self.tell(State.CAREFUL, self.tr("The picture is black: is it asleep?"), [another])
        else:
            self.tell(State.FINE, self._named(area), [another])

    def _can_grab(self) -> bool:
        return self._plan.display in ("", os.environ.get("DISPLAY", ""))

    def _grab(self, area: QRect) -> QPixmap:
        screen = QGuiApplication.primaryScreen()
        if self._plan.window:
            window = find_window(self._plan.window, self._around.windows)
            return screen.grabWindow(window.id) if window else QPixmap()
        ratio = screen.devicePixelRatio()
        corner = area.topLeft() - screen.geometry().topLeft()  # it counts from its own corner
        pixmap = screen.grabWindow(
            0,
            round(corner.x() / ratio),
            round(corner.y() / ratio),
            round(area.width() / ratio),
            round(area.height() / ratio),
        )
        self._fill_secrets(pixmap, area)
        return pixmap

    def _fill_secrets(self, pixmap: QPixmap, area: QRect) -> None:
        """As the recording does; without the windows' frames, which only a recording knows."""
        hidden, above = QRegion(), QRegion()
        for window in self._around.windows:  # from the top down
            place = QRegion(window.x, window.y, window.width, window.height)
            if self._secrets.matches(window.application, window.title):
                hidden += place - above
            above += place
        pixmap.setDevicePixelRatio(1)
        painter = QPainter(pixmap)
        painter.translate(-area.topLeft())
        painter.setClipRegion(hidden)
        painter.fillRect(hidden.boundingRect(), _FILL)
        painter.end()

    def _named(self, area: QRect) -> str:
        plan = self._plan
        size = f"{area.width()} × {area.height()}"
        if plan.window:
            window = find_window(plan.window, self._around.windows)
            title = (window.title or window.application) if window else plan.window
            return self.tr("The window “{title}” ({size})").format(title=title, size=size)
        if plan.region is not None:
            return self.tr("A part of the screen ({size})").format(size=size)
        if plan.monitor:
            return self.tr("Screen {name} ({size})").format(name=plan.monitor, size=size)
        return self.tr("Everything on the screen ({size})").format(size=size)

    def _choose(self) -> None:
        choices: list[Fix] = [
            (screen.label, partial(self._take, screen.name, "")) for screen in self._around.screens
        ]
        own = int(self.window().winId())
        choices += [
            (
                self.tr("Window: {title}").format(title=window.title or window.application),
                partial(self._take, "", hex(window.id)),
            )
            for window in self._around.windows
            if window.id != own
        ]
        choose(self, choices)

    def _take(self, monitor: str, window: str) -> None:
        self._plan = replace(self._plan, monitor=monitor, window=window, region=None)
        self.look(self._around, self._secrets)


def _is_black(pixmap: QPixmap) -> bool:
    if pixmap.isNull():
        return True
    small = pixmap.scaled(
        32, 18, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    grey = small.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return all(
        grey.pixelColor(x, y).value() < _BLACK_BELOW
        for x in range(grey.width())
        for y in range(grey.height())
    )
