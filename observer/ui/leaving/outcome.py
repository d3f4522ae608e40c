"""What was written: a message where all went out, a page where something was kept back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from observer.ui.banner import notify
from observer.ui.buttons import push_button
from observer.ui.erase.leaf import WIDTH, Leaf
from observer.ui.theme import SPACE

_MOST_FILES = 6


def show_folder(path: Path) -> None:
    """Open the folder a file lies in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def tell_written(owner: QWidget, files: Sequence[Path], told: Sequence[str]) -> None:
    """Say what was written and where; `told` are sentences about what was not."""
    show = partial(show_folder, files[0])
    if not told:
        words = _tr("Show in folder")
        notify(owner, written_words(files), tone="ok", action_text=words, action=show)
        return
    named = [path.name for path in files[:_MOST_FILES]]
    if len(files) > _MOST_FILES:
        named.append(_tr("and {count} more").format(count=len(files) - _MOST_FILES))
    folder = str(files[0].parent).replace("/", "/\u200b")  # it may be torn anywhere
    OutcomeDialog(
        written_words(files),
        _tr("In {folder}").format(folder=folder),
        {
            _tr("Files"): named if len(files) > 1 else (),
            _tr("What to know"): [f"{line.rstrip('.')}." for line in told],
        },
        (_tr("Show in folder"), show),
        owner,
    ).open()


def written_words(files: Sequence[Path]) -> str:
    """`Wrote checkout-P01-moments.csv`, or how many."""
    if len(files) == 1:
        return _tr("Wrote {name}").format(name=files[0].name)
    return _tr("Wrote {count} files").format(count=len(files))


class OutcomeDialog(QDialog):
    """What was done, what of it was not, and a button for what may follow."""

    def __init__(
        self,
        title: str,
        words: str,
        lists: Mapping[str, Sequence[str]],
        action: tuple[str, Callable[[], None]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lines = [line for told in lists.values() for line in told]
        leaf = Leaf(title, words, "check")
        for name, told in lists.items():
            leaf.add_list(name, told)
        leaf.close_lists()
        action_words, act = action
        self.action = push_button(action_words)
        self.action.setAutoDefault(False)
        self.action.clicked.connect(self.accept)
        self.action.clicked.connect(act)
        self.done_button = push_button(_tr("Done"), role="primary")
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch(1)
        row.addWidget(self.action)
        row.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addWidget(leaf)
        column.addLayout(row)
        self.done_button.setFocus()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Leaving", text)
