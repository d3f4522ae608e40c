"""The stylesheet of the whole application, made from one palette.

Widgets say what they are through dynamic properties:
`role` on buttons (primary, quiet, danger), `measure` on buttons and inputs (large: 48 high),
`tone` on labels (dim, faint, accent, ok, rec), `surface` on frames (panel, sunk, bar).
"""

from collections.abc import Mapping

from observer.ui.theme.palette import Palette, mix

ICONS_USED = ("chevron-down", "check", "close", "chevron-right")
"""The icons a stylesheet needs as files."""


def make_stylesheet(palette: Palette, icon_files: Mapping[str, str]) -> str:
    """The text for QApplication.setStyleSheet; `icon_files` maps ICONS_USED to file paths."""
    values = {
        field: getattr(palette, field) for field in Palette.__dataclass_fields__ if field != "name"
    }
    values["hover"] = mix(palette.panel, palette.ink, 0.05)
    values["pressed"] = mix(palette.panel, palette.ink, 0.11)
    values["accent_hover"] = mix(palette.accent, palette.ink, 0.12)
    values["accent_pressed"] = mix(palette.accent, palette.ink, 0.22)
    values["rec_hover"] = mix(palette.rec, palette.ink, 0.12)
    values["edge"] = mix(palette.line, palette.ink, 0.16)
    values["thumb"] = mix(palette.line, palette.ink, 0.22)
    for name in ICONS_USED:
        values["icon_" + name.replace("-", "_")] = icon_files[name]
    text = _BASE + _BUTTONS + _INPUTS + _LISTS + _SMALL_PARTS
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


_BASE = """
QWidget { color: @ink@; }
QMainWindow, QDialog, QWidget[surface="page"] { background: @bg@; }
QFrame[surface="panel"] { background: @panel@; border: 1px solid @line@; border-radius: 12px; }
QFrame[surface="sunk"] { background: @sunk@; border: none; border-radius: 8px; }
QFrame[surface="bar"] { background: @panel@; border: none; border-bottom: 1px solid @line@; }
QFrame[surface="foot"] { background: @panel@; border: none; border-top: 1px solid @line@; }
QFrame[surface="rail"] { background: @panel@; border: none; border-right: 1px solid @line@; }
QLabel { background: transparent; border: none; }
QLabel[tone="dim"] { color: @dim@; }
QLabel[tone="faint"] { color: @faint@; }
QLabel[tone="accent"] { color: @accent@; }
QLabel[tone="ok"] { color: @ok@; }
QLabel[tone="rec"] { color: @rec@; }
QLabel[tone="pill"] { background: @sunk@; color: @dim@; border-radius: 9px; padding: 2px 8px; }
QLabel[tone="key"] { background: @sunk@; color: @dim@; border: 1px solid @line@;
  border-bottom-width: 2px; border-radius: 4px; padding: 0 5px; }
QLabel:disabled { color: @faint@; }
QToolTip { background: @ink@; color: @bg@; border: none; padding: 6px 8px; }
QSplitter::handle { background: @line@; }
QSplitter::handle:hover { background: @accent@; }
"""

_BUTTONS = """
QPushButton, QToolButton { background: @panel@; border: 1px solid @edge@; border-radius: 8px;
  padding: 0 12px; min-height: 30px; outline: none; }
QToolButton { padding: 0 6px; min-width: 18px; }
QPushButton:hover, QToolButton:hover { background: @hover@; }
QPushButton:pressed, QToolButton:pressed { background: @pressed@; }
QPushButton:checked, QToolButton:checked { background: @accent_soft@; border-color: @accent@; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent@; padding: 0 11px;
  min-height: 28px; }
QToolButton:focus { padding: 0 5px; }
QPushButton:disabled, QToolButton:disabled { background: @sunk@; color: @faint@;
  border-color: @line@; }
QPushButton[role="primary"] { background: @accent@; border-color: @accent@; color: @accent_ink@; }
QPushButton[role="primary"]:hover { background: @accent_hover@; border-color: @accent_hover@; }
QPushButton[role="primary"]:pressed { background: @accent_pressed@; }
QPushButton[role="primary"]:focus { border: 2px solid @ink@; }
QPushButton[role="primary"]:disabled { background: @sunk@; color: @faint@; border-color: @line@; }
QPushButton[role="danger"] { background: @rec@; border-color: @rec@; color: @rec_ink@; }
QPushButton[role="danger"]:hover { background: @rec_hover@; border-color: @rec_hover@; }
QPushButton[role="danger"]:focus { border: 2px solid @ink@; }
QPushButton[role="danger"]:disabled { background: @sunk@; color: @faint@; border-color: @line@; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent;
  border-color: transparent; color: @dim@; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: @hover@;
  color: @ink@; }
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked {
  background: @accent_soft@; color: @ink@; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: 2px solid @accent@; }
QPushButton[role="quiet"]:disabled, QToolButton[role="quiet"]:disabled { color: @faint@;
  background: transparent; border-color: transparent; }
QPushButton[role="nav"] { background: transparent; border-color: transparent; color: @dim@;
  text-align: left; min-height: 34px; }
QPushButton[role="nav"]:hover { background: @hover@; }
QPushButton[role="nav"]:checked { background: @accent_soft@; color: @ink@; font-weight: 600; }
QPushButton[role="nav"]:focus { border: 2px solid @accent@; min-height: 32px; }
QPushButton[measure="large"] { min-height: 46px; }
QPushButton[measure="large"]:focus { min-height: 44px; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
"""

_INPUTS = """
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox { background: @panel@;
  border: 1px solid @edge@; border-radius: 8px; padding: 0 11px; min-height: 30px;
  selection-background-color: @accent@; selection-color: @accent_ink@;
  placeholder-text-color: @faint@; }
QPlainTextEdit, QTextEdit { padding: 7px 10px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: @faint@; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on { border: 2px solid @accent@;
  padding: 0 10px; min-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @accent@; padding: 6px 9px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  background: @sunk@; color: @faint@; border-color: @line@; }
QLineEdit[measure="large"] { min-height: 46px; }
QLineEdit[measure="large"]:focus { min-height: 44px; }
QComboBox:editable { padding-left: 9px; }
QComboBox:editable:focus { padding-left: 8px; }
QComboBox::drop-down { border: none; width: 28px; subcontrol-origin: padding;
  subcontrol-position: center right; }
QComboBox::down-arrow { image: url(@icon_chevron_down@); width: 16px; height: 16px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit,
QAbstractSpinBox QLineEdit:focus { border: none; background: transparent; padding: 0;
  min-height: 0; }
QComboBox QAbstractItemView { background: @panel@; border: 1px solid @edge@; padding: 4px;
  outline: none; selection-background-color: @accent_soft@; selection-color: @ink@; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 6px; }
QCheckBox, QRadioButton { spacing: 10px; outline: none; min-height: 24px; }
QCheckBox:disabled, QRadioButton:disabled { color: @faint@; }
QCheckBox::indicator { width: 18px; height: 18px; border: 1px solid @faint@; border-radius: 5px;
  background: @panel@; }
QCheckBox::indicator:hover { border-color: @accent@; }
QCheckBox::indicator:checked { background: @accent@; border-color: @accent@;
  image: url(@icon_check@); }
QCheckBox::indicator:focus { border: 2px solid @accent@; width: 16px; height: 16px; }
QCheckBox::indicator:checked:focus { border: 2px solid @ink@; width: 16px; height: 16px; }
QCheckBox::indicator:disabled { background: @sunk@; border-color: @line@; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @line@; }
QSlider::sub-page:horizontal { background: @accent@; border-radius: 2px; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -6px 0; border-radius: 8px;
  background: @accent@; }
QSlider::handle:horizontal:focus { background: @ink@; }
"""

_LISTS = """
QAbstractItemView { background: @panel@; border: none; outline: none;
  selection-background-color: @accent_soft@; selection-color: @ink@; }
QListView::item, QTreeView::item, QTableView::item { padding: 4px 8px; }
QListView::item:hover { background: @hover@; }
QListView::item:selected { background: @accent_soft@; color: @ink@; }
QHeaderView::section { background: @panel@; color: @dim@; border: none;
  border-bottom: 1px solid @line@; padding: 6px 8px; }
QTabWidget::pane { border: none; border-top: 1px solid @line@; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @dim@; border: none; padding: 10px 8px;
  margin-right: 8px; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @ink@; }
QTabBar::tab:selected { color: @ink@; border-bottom-color: @accent@; }
QTabBar::tab:focus { color: @accent@; }
QMenu { background: @panel@; border: 1px solid @edge@; padding: 4px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 6px; color: @ink@; }
QMenu::item:selected { background: @accent_soft@; }
QMenu::item:disabled { color: @faint@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenuBar { background: @panel@; }
QMenuBar::item { background: transparent; padding: 6px 10px; }
QMenuBar::item:selected { background: @accent_soft@; }
"""

_SMALL_PARTS = """
QScrollArea, QScrollArea > QWidget > QWidget[surface="clear"] { background: transparent;
  border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; border: none; }
QScrollBar::handle { background: @thumb@; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @faint@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QProgressBar { background: @sunk@; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; color: transparent; }
QProgressBar::chunk { background: @accent@; border-radius: 3px; }
QGroupBox { border: 1px solid @line@; border-radius: 12px; margin-top: 0; padding: 16px; }
"""
