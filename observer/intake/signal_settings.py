"""The rules' thresholds read from a TOML file: a table a rule."""

import tomllib
from pathlib import Path

from observer.analysis.signals.settings import DEFAULTS, SignalSettings, changed_settings
from observer.model.errors import ObserverError


def read_signal_settings(path: Path) -> SignalSettings:
    """The defaults with what the file changes. Raises ObserverError with what is wrong in it."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        return changed_settings(DEFAULTS, told)
    except (OSError, UnicodeDecodeError, ValueError) as error:  # TOML's own error is a ValueError
        raise ObserverError(
            f"{path.name} holds no settings for signals: {error}",
            "See “observer signals --rules” for each rule with its thresholds and bounds",
        ) from error
