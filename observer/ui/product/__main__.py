"""`python -m observer.ui.product`: the shop, at a fixed place on the screen."""

import argparse
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from observer.ui.product.window import ShopWindow


def main() -> int:
    """Open the shop; returns when its window is closed."""
    parser = argparse.ArgumentParser(description="The sample product of the rehearsal.")
    parser.add_argument("--layout", type=Path, help="keep this file saying where the controls are")
    options = parser.parse_args()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("lumen-and-leaf")
    application.setDesktopFileName("lumen-and-leaf")
    window = ShopWindow(options.layout)
    window.move(120, 80)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
