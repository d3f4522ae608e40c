"""A pytest plugin that makes Qt impossible to import, as on a machine where it is not installed."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _NoQt(MetaPathFinder):
    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002  # the finder's signature
        target: ModuleType | None = None,  # noqa: ARG002  # the finder's signature
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"{fullname} is hidden: the core must work without Qt")
        return None


sys.meta_path.insert(0, _NoQt())
