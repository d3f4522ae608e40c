"""How a reason says its numbers."""

from observer.model.clock import NS_PER_SECOND


def seconds(length_ns: int) -> str:
    """`1.8 s`, `12 s` or `2 min 5 s`: as exact as a reader wants it."""
    if length_ns < 10 * NS_PER_SECOND:
        return f"{length_ns / NS_PER_SECOND:.1f} s"
    whole = round(length_ns / NS_PER_SECOND)
    return f"{whole} s" if whole < 120 else f"{whole // 60} min {whole % 60} s"


def times(count: int) -> str:
    """`once`, `twice`, `5 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def named(title: str, application: str) -> str:
    """A window as people call it."""
    name = title or application
    return f"“{name if len(name) <= 48 else name[:47] + '…'}”" if name else "an unnamed window"
