"""The scripted participant's voice: espeak-ng, played into the room that the microphone hears."""

import shutil
import subprocess
from pathlib import Path

from observer.model.errors import DeviceError

_WORDS_A_MINUTE = 165  # a calm speaker; espeak-ng's own default is 175


class Voice:
    """Says prepared lines without making the hand wait.

    Lines are made into sound beforehand, in `folder`, so that speaking starts at once. Raises
    DeviceError where the programs are missing.
    """

    def __init__(self, lines: list[str], folder: Path) -> None:
        for program, package in (("espeak-ng", "espeak-ng"), ("paplay", "pulseaudio-utils")):
            if shutil.which(program) is None:
                raise DeviceError(
                    f"The program {program} is missing", f"Install it: apt-get install {package}"
                )
        self._files = {line: folder / f"line-{number}.wav" for number, line in enumerate(lines)}
        self._speaking: list[subprocess.Popen[bytes]] = []
        for line, path in self._files.items():
            subprocess.run(
                ["espeak-ng", "-s", str(_WORDS_A_MINUTE), "-w", str(path), line], check=True
            )

    def say(self, line: str) -> None:
        """Begin to say a prepared line, after the one before is over."""
        self.wait()
        self._speaking.append(subprocess.Popen(["paplay", str(self._files[line])]))

    def wait(self) -> None:
        """Wait until nothing is being said."""
        for process in self._speaking:
            process.wait()
        self._speaking.clear()

    def close(self) -> None:
        """Fall silent at once."""
        for process in self._speaking:
            process.terminate()
        self.wait()
