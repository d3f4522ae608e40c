"""How the shop looks: its own colours and sizes, not Observer's."""

from pathlib import Path

PICTURES = Path(__file__).resolve().parents[3] / "assets" / "product"

STYLE = """
QWidget { background: #fbfaf8; color: #23262b; font-size: 14px;
  font-family: "Inter", "DejaVu Sans"; }
QFrame#bar { background: #ffffff; border: none; border-bottom: 1px solid #e4e0d8; }
QFrame#bar QLabel { background: transparent; }
QLabel#brand { font-size: 18px; font-weight: 600; color: #24463c; }
QLabel#heading { font-size: 24px; font-weight: 600; }
QLabel[tone="dim"] { color: #5f646d; }
QLabel[tone="error"] { color: #b3261e; font-size: 13px; }
QLabel[tone="price"] { font-weight: 600; }
QLabel[tone="step"] { color: #5f646d; font-size: 13px; }
QFrame#card, QFrame#sheet { background: #ffffff; border: 1px solid #e4e0d8; border-radius: 12px; }
QFrame#card QLabel, QFrame#sheet QLabel { background: transparent; border: none; }
QLineEdit, QSpinBox { background: #ffffff; border: 1px solid #c9c5bc; border-radius: 6px;
  padding: 0 12px; min-height: 38px; selection-background-color: #2d6a57; }
QLineEdit:focus, QSpinBox:focus { border: 2px solid #2d6a57; padding: 0 11px; }
QLineEdit[wrong="true"] { border: 2px solid #b3261e; }
QPushButton { background: #ffffff; border: 1px solid #c9c5bc; border-radius: 6px; padding: 0 20px;
  min-height: 38px; font-weight: 600; }
QPushButton:hover { background: #f4f2ee; }
QPushButton:pressed { background: #e9e6df; }
QPushButton[kind="main"] { background: #2d6a57; border-color: #2d6a57; color: #ffffff; }
QPushButton[kind="main"]:hover { background: #255848; }
QPushButton[kind="main"]:pressed { background: #1d4639; }
"""
