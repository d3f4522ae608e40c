"""Drafts in the Markdown of GitHub and of GitLab."""

import re
from collections.abc import Iterable
from enum import StrEnum

from observer.export.document import Document
from observer.export.drafts.draft import Draft


class Tracker(StrEnum):
    """Whose Markdown it is."""

    GITHUB = "github"
    GITLAB = "gitlab"


_MEANING = re.compile(r"([\\`*_{}\[\]#|~$^>])")
_BEGINS = re.compile(r"^(\d+(?=[.)])|(?=[-+=/]))")
# What a tracker makes of a name or number behind such a sign goes by the text that is shown, where
# a backslash is gone already. A space of no width between them helps.
_REFERENCES = re.compile(r"([@#!~%$&]|GH-|gh-)(?=[\w\"])")
_NO_WIDTH = "\u200b"


def markdown_draft(draft: Draft, tracker: Tracker) -> Document:
    """One issue: its title as the heading, which is cut off and put into the title's field."""
    lines = [f"# {escape(draft.title)}", "", *body_lines(draft, tracker)]
    return Document(("\n".join(lines) + "\n").encode("utf-8", "replace"))


def body_lines(draft: Draft, tracker: Tracker) -> list[str]:
    """The issue without its title."""
    lines = _head_lines(draft)
    if draft.steps:
        lines += ["", "## Steps", "", f"As {escape(draft.worst.when)} took them:", ""]
        lines += [f"{place}. {escape(step.words)}" for place, step in enumerate(draft.steps, 1)]
    if draft.expected:
        lines += ["", "## Expected", ""]
        lines += [f"- {escape(line)}" for line in draft.expected]
    lines += ["", "## Observed", ""]
    for sight in draft.sights:
        lines += [f"**{escape(sight.when)}**", ""]
        lines += _quoted(sight.moment.note or str(sight.moment.kind).capitalize())
        if sight.moment.quote:
            lines += [">", *_quoted(f"“{sight.moment.quote}”")]
        lines.append("")
    if draft.files:
        lines += ["## Evidence", "", "Attach these files, which lie beside this draft:", ""]
        lines += [f"- {escape(name)}" for name in draft.files] + [""]
    if tracker is Tracker.GITLAB and draft.labels:
        names = " ".join(f'~"{_label(name)}"' for name in draft.labels)
        lines.append(f"/label {names}")
    elif draft.labels:
        lines.append(f"Labels: {escape(', '.join(draft.labels))}")
    return lines


def _head_lines(draft: Draft) -> list[str]:
    """How bad, how often, where, and what became of it."""
    lines = [
        f"- Severity: {escape(draft.severity_words)}",
        f"- Frequency: {escape(draft.frequency_words)}",
    ]
    if draft.components:
        lines.append(f"- Component: {escape(', '.join(draft.components))}")
    if draft.followed_up:
        lines.append(f"- Followed up: {escape(draft.followed_up)}")
    if draft.description:
        lines += ["", *_quoted(draft.description)]
    return lines


def escape(text: str) -> str:
    """Words in one line that mean nothing to Markdown, and name nobody and nothing."""
    line = _REFERENCES.sub(rf"\1{_NO_WIDTH}", " ".join(text.split()))
    line = _MEANING.sub(r"\\\1", line.replace("<", "&lt;"))
    return _BEGINS.sub(r"\1\\", line)


def _quoted(text: str) -> Iterable[str]:
    """Every line behind a sign of its own: none of them begins a heading, a list or a command."""
    for line in text.splitlines():
        yield f"> {escape(line)}" if line.strip() else ">"


def _label(name: str) -> str:
    return " ".join(re.sub(r"[\"~\r\n]", " ", name).split())
