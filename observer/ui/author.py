"""Who sits at this window: the name that marks and annotations carry."""

import os


def author_name() -> str:
    """OBSERVER_AUTHOR where it is set, else the account's name."""
    return os.environ.get("OBSERVER_AUTHOR") or os.environ.get("USER") or "observer"
