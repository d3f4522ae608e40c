"""Which column of somebody's table means what, by the names that tools give them."""

from collections.abc import Sequence

KNOWN = {
    "session": ("session",),
    "id": ("id",),
    "start_ns": ("start_ns",),
    "end_ns": ("end_ns",),
    "start": ("start_s", "start", "begin", "from", "time", "onset", "start time", "begin time"),
    "end": ("end_s", "end", "stop", "to", "offset", "end time", "stop time"),
    "duration": ("duration", "length", "length_s"),
    "kind": ("kind", "type"),
    "severity": ("severity",),
    "note": ("note", "text", "comment", "description", "annotation", "value", "notes"),
    "quote": ("quote", "verbatim"),
    "codes": ("codes", "code", "tags", "tag", "behavior", "behaviour", "label", "labels"),
    "component": ("component",),
    "team": ("team",),
    "task": ("task",),
    "author": ("author", "coder", "observer", "annotator"),
    "rule": ("rule",),
    "reason": ("reason",),
    "comments": ("comments",),
    "created_at": ("created_at",),
}


def known_columns(head: Sequence[str]) -> dict[str, int]:
    """The place of each column that we know; units behind a name, "start (s)", do not count."""
    plain = [name.strip().casefold().split(" (")[0].strip() for name in head]
    found: dict[str, int] = {}
    for meaning, names in KNOWN.items():
        place = next((plain.index(name) for name in names if name in plain), None)
        if place is not None and place not in found.values():
            found[meaning] = place
    return found
