"""Which things are drawn on a clip: a box each, remembered for the next one."""

from PySide6.QtCore import QCoreApplication, QSettings, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from observer.export.moment_clips import OverlayName
from observer.model.consent import TrackKind
from observer.model.manifest import Manifest
from observer.ui.theme import BODY, SPACE, font

_KEPT = "export/overlays"
_COLUMNS = 3
_HANDS = (OverlayName.CLICKS, OverlayName.KEYS, OverlayName.POINTER)


class OverlayPicks(QWidget):
    """The boxes; those that a session cannot show are grey and say why."""

    changed = Signal()

    def __init__(self, manifest: Manifest | None = None, *, has_camera: bool = True) -> None:
        super().__init__()
        self.boxes: dict[OverlayName, QCheckBox] = {}
        kept = set(str(QSettings().value(_KEPT, "")).split(","))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        for number, (name, words) in enumerate(_words().items()):
            box = QCheckBox(words)
            box.setFont(font(BODY))
            box.setChecked(name.value in kept)
            reason = _hindrance(name, manifest, has_camera=has_camera)
            box.setEnabled(not reason)
            box.setToolTip(reason)
            box.toggled.connect(self._keep)
            self.boxes[name] = box
            grid.addWidget(box, number // _COLUMNS, number % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)

    @property
    def names(self) -> tuple[OverlayName, ...]:
        """What is to be drawn."""
        return tuple(
            name for name, box in self.boxes.items() if box.isChecked() and box.isEnabled()
        )

    def _keep(self) -> None:
        checked = [name.value for name, box in self.boxes.items() if box.isChecked()]
        QSettings().setValue(_KEPT, ",".join(checked))
        self.changed.emit()


def _hindrance(name: OverlayName, manifest: Manifest | None, *, has_camera: bool) -> str:
    if manifest is None:
        return ""
    if name in _HANDS and not manifest.consent.allows(TrackKind.INPUT):
        return _say("The participant did not agree to input being recorded")
    if name in _HANDS and manifest.track(TrackKind.INPUT) is None:
        return _say("Mouse and keyboard were not recorded")
    if name is OverlayName.CAMERA and not has_camera:
        return _say("The face was not recorded")
    return ""


def _words() -> dict[OverlayName, str]:
    return {
        OverlayName.TITLE: _say("Title"),
        OverlayName.CLICKS: _say("Click rings"),
        OverlayName.PARTICIPANT: _say("Participant’s code"),
        OverlayName.SEVERITY: _say("Severity"),
        OverlayName.KEYS: _say("Kinds of keys"),
        OverlayName.TIME: _say("Time code"),
        OverlayName.CAPTION: _say("Their words"),
        OverlayName.POINTER: _say("Pointer"),
        OverlayName.CAMERA: _say("Face"),
    }


def _say(text: str) -> str:
    return QCoreApplication.translate("OverlayPicks", text)
