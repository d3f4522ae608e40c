"""Files of other tools, kept beside the checkout where there are any."""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
