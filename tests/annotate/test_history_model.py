"""Undo and redo against the simplest thing that could be right: a list of whole states."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from observer.annotate.editor import Editor
from observer.database.library import open_library
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.manifest import SessionState
from tests.database.builders import manifest

Facts = tuple[str, int, int, int | None, str]
States = dict[str, Facts]

severities = st.none() | st.integers(0, 4)
moments = st.integers(0, 9)
noted = st.text(st.characters(codec="utf-8"), max_size=4)


def facts(said: Annotation) -> Facts:
    return said.kind.value, said.start_ns, said.end_ns, said.severity, said.note


class History(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="observer-history-")
        self.library = open_library(Path(self.folder.name))
        self.library.index_session(manifest(), "folder", SessionState.CLOSED)
        self.editor = Editor(self.library, manifest().id, "Ann")
        self.states: list[States] = [{}]
        self.at = 0

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    def made(self, state: States) -> None:
        del self.states[self.at + 1 :]
        self.states.append(state)
        self.at += 1

    @property
    def state(self) -> States:
        return self.states[self.at]

    @rule(kind=st.sampled_from(AnnotationKind), start=moments, longer=moments, severity=severities)
    def add(self, kind: AnnotationKind, start: int, longer: int, severity: int | None) -> None:
        (said_id,) = self.editor.add(kind, start, start + longer, severity).changed_ids
        added = (kind.value, start, start + longer, severity, "")
        self.made({**self.state, said_id: added})

    @precondition(lambda self: self.state)
    @rule(data=st.data(), severity=severities, note=noted, start=moments, longer=moments)
    def change(
        self, data: st.DataObject, severity: int | None, note: str, start: int, longer: int
    ) -> None:
        said_id = data.draw(st.sampled_from(sorted(self.state)))
        change = self.editor.change(
            said_id, severity=severity, note=note, start_ns=start, end_ns=start + longer
        )
        after = (self.state[said_id][0], start, start + longer, severity, note)
        assert bool(change.changed_ids) == (after != self.state[said_id])
        if change.changed_ids:
            self.made({**self.state, said_id: after})

    @precondition(lambda self: self.state)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        said_id = data.draw(st.sampled_from(sorted(self.state)))
        self.editor.remove(said_id)
        self.made({key: value for key, value in self.state.items() if key != said_id})

    @rule()
    def undo(self) -> None:
        assert (self.editor.undo() is not None) == (self.at > 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        assert (self.editor.redo() is not None) == (self.at < len(self.states) - 1)
        self.at = min(len(self.states) - 1, self.at + 1)

    @rule()
    def restart(self) -> None:
        self.library.close()
        self.library = open_library(Path(self.folder.name))
        self.editor = Editor(self.library, manifest().id, "Ann")

    @invariant()
    def the_library_holds_what_the_list_says(self) -> None:
        assert {said.id: facts(said) for said in self.editor.annotations()} == self.state
        assert self.editor.can_undo == (self.at > 0)
        assert self.editor.can_redo == (self.at < len(self.states) - 1)


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
