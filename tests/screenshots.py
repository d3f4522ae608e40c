"""The pictures under assets/screenshots: `python -m tests.screenshots [FOLDER]`.

Plays a live rehearsal and keeps every page it comes by, in both themes, with few enough colours
that all of them together stay small. They show a real sit-in: look at them after every change.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from observer.rehearsal.live import rehearse_live

_FOLDER = Path(__file__).parents[1] / "assets" / "screenshots"
# Flat colours and a QR code: 200 of them are enough, and dithering would only blow the file up.
_FEWER_COLOURS = "split[a][b];[a]palettegen=max_colors=200[p];[b][p]paletteuse=dither=none"


def main() -> int:
    """Play, and keep the pictures; 1 where the library does not hold what was done."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="observer-screenshots-") as made:
        taken = Path(made) / "pictures"
        report = rehearse_live(Path(made) / "library", _say, taken)
        pictures = sorted(taken.glob("*.png"))
        for picture in pictures:
            _make_small(picture, folder / picture.name)
    size = sum((folder / picture.name).stat().st_size for picture in pictures)
    _say(f"{len(pictures)} pictures, {size / 1e6:.2f} MB, in {folder}")
    for line in report.differences:
        _say(f"difference: {line}")
    return 1 if report.differences else 0


def _make_small(picture: Path, to: Path) -> None:
    """No row is predicted from the one above: on flat colours that would make it larger."""
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(picture), "-vf", _FEWER_COLOURS]
    subprocess.run([*command, "-compression_level", "9", "-pred", "none", str(to)], check=True)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
