"""What the moderator and the participant do before a recording: place, form, consent, start."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox

from observer.model.consent import ConsentItem
from observer.ui.consent.copy_dialog import ConsentCopyDialog
from observer.ui.consent.page import ConsentPage
from observer.ui.navigation import Room
from observer.ui.preflight.page import PreflightPage
from observer.ui.record.screen_picker import ScreenChoice
from observer.ui.rehearsed.hand import choose, draw, press, write
from observer.ui.rehearsed.steps import Steps
from observer.ui.window import MainWindow

_SIGNATURE = [(0.1 + 0.08 * n, 0.7 - 0.45 * (n % 2) + 0.02 * n) for n in range(9)]
_EDGE_PX, _TITLE_PX = 8, 32  # room for what the window manager puts around a window


def move_to_screen(window: MainWindow, screen: str) -> Steps[None]:
    """Put the window where the recording does not look."""
    room = next(one for one in QGuiApplication.screens() if one.name() == screen)
    area = room.availableGeometry()
    inside = area.adjusted(_EDGE_PX, _TITLE_PX, -_EDGE_PX, -_EDGE_PX)
    window.setGeometry(inside)
    yield lambda: area.contains(window.frameGeometry()) and window.size() == inside.size()


def choose_study(window: MainWindow, study: str) -> Steps[str]:
    """Go to the record page and name the study; the participant's code as it is suggested."""
    press(window.navigation.buttons[Room.RECORD])
    form = window.record_page.form
    yield form.isVisible
    edit = form.study.lineEdit()
    assert edit is not None
    write(edit, study)
    yield lambda: form.study.currentText() == study and form.participant.text()
    return form.participant.text()


def sign_consent(
    window: MainWindow, language: str, agreed: list[str], refused: list[str], name: str
) -> Steps[str]:
    """Answer each thing, write a name, draw a signature; what was drawn, as it is kept."""
    press(window.record_page.form.sign)
    yield lambda: window.findChildren(ConsentPage)
    (page,) = window.findChildren(ConsentPage)
    yield page.isVisible
    press(page.switch.buttons[language])
    for item in agreed:
        press(page.rows[ConsentItem(item)].yes)
    for item in refused:
        press(page.rows[ConsentItem(item)].no)
    write(page.signing.name, name)
    draw(page.signing.pad, _SIGNATURE)
    yield page.agree_button.isEnabled
    return page.signing.pad.signature()


def agree(window: MainWindow) -> Steps[None]:
    """Press the button under the form; a copy is offered."""
    (page,) = window.findChildren(ConsentPage)
    press(page.agree_button)
    yield _copy_dialogs


def put_copy_away(window: MainWindow) -> Steps[None]:
    """No copy is wanted."""
    (dialog,) = _copy_dialogs()
    press(dialog.done_button)
    yield lambda: not _copy_dialogs() and window.record_page.form.isVisible()


def choose_monitor(window: MainWindow, monitor: str) -> Steps[None]:
    """Record this monitor alone."""
    picker = window.record_page.form.screen_picker
    (combo,) = picker.findChildren(QComboBox)
    wanted = ScreenChoice(monitor=monitor)
    rows = [row for row in range(combo.count()) if combo.itemData(row) == wanted]
    choose(combo, rows[0])
    yield lambda: picker.choice() == wanted


def look_once_more(window: MainWindow) -> Steps[None]:
    """Go from the form to the page that looks whether everything works."""
    form = window.record_page.form
    yield form.start.isEnabled
    press(form.start)
    yield lambda: any(page.isVisible() for page in window.findChildren(PreflightPage))


def is_ready(window: MainWindow) -> Steps[bool]:
    """Whether the recording could start: the voice was heard, the screen is seen."""
    page = _preflight(window)
    yield page.isVisible
    return page.start_button.isEnabled()


def start_recording(window: MainWindow) -> Steps[None]:
    """Start, and wait for the console."""
    press(_preflight(window).start_button)
    page = window.record_page
    yield lambda: page.console is not None and page.console.tasks.start.isVisible()


def _preflight(window: MainWindow) -> PreflightPage:
    return next(page for page in window.findChildren(PreflightPage) if page.isVisible())


def _copy_dialogs() -> list[ConsentCopyDialog]:
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, ConsentCopyDialog))
    return [dialog for dialog in shown if dialog.isVisible()]
