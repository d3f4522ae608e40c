"""How the shop looks: its own colours and sizes, not Observer's."""

from pathlib import Path

PICTURES = Path(__file__).resolve().parents[3] / "assets" / "product"

GREEN = "#2d5a4a"
LINE = "#e3ddd2"

STYLE = f"""
QWidget {{ background: #f7f4ee; color: #23262b; font-size: 14px;
  font-family: "Inter", "DejaVu Sans"; }}
QFrame#bar {{ background: #ffffff; border: none; border-bottom: 1px solid {LINE}; }}
QFrame QLabel {{ background: transparent; border: none; }}
QLabel#brand {{ font-family: "Georgia", "DejaVu Serif"; font-size: 20px; color: {GREEN}; }}
QLabel#heading {{ font-family: "Georgia", "DejaVu Serif"; font-size: 28px; }}
QLabel[tone="dim"] {{ color: #666a70; font-size: 13px; }}
QLabel[tone="field"] {{ color: #4b4f56; font-size: 13px; }}
QLabel[tone="error"] {{ color: #b3261e; font-size: 13px; }}
QLabel[tone="strong"] {{ font-weight: 600; }}
QLabel[tone="total"] {{ font-size: 18px; font-weight: 600; }}
QLabel[tone="step"] {{ color: #8b8f95; font-size: 13px; }}
QLabel[tone="step"][here="true"] {{ color: {GREEN}; font-weight: 600; }}
QFrame#card, QFrame#sheet {{ background: #ffffff; border: 1px solid {LINE}; border-radius: 12px; }}
QFrame#summary {{ background: #efeae0; border: none; border-radius: 12px; }}
QFrame#rule {{ background: {LINE}; border: none; max-height: 1px; min-height: 1px; }}
QFrame#summary QFrame#rule {{ background: #d9d1c2; }}
QLineEdit {{ background: #ffffff; border: 1px solid #c9c3b7; border-radius: 6px;
  padding: 0 12px; min-height: 40px; selection-background-color: {GREEN}; }}
QLineEdit:focus {{ border: 2px solid {GREEN}; padding: 0 11px; }}
QLineEdit[wrong="true"] {{ border: 2px solid #b3261e; padding: 0 11px; }}
QPushButton {{ background: #ffffff; border: 1px solid #c9c3b7; border-radius: 6px; padding: 0 20px;
  min-height: 40px; font-weight: 600; }}
QPushButton:hover {{ background: #f4f1ea; }}
QPushButton:pressed {{ background: #e9e4d9; }}
QPushButton:disabled {{ color: #b5b1a8; }}
QPushButton[kind="small"] {{ padding: 0; min-width: 30px; min-height: 30px; font-size: 16px; }}
QPushButton[kind="main"] {{ background: {GREEN}; border-color: {GREEN}; color: #ffffff; }}
QPushButton[kind="main"]:hover {{ background: #264d3f; }}
QPushButton[kind="main"]:pressed {{ background: #1d3d32; }}
"""
