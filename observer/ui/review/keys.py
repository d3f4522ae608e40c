"""Every action of the review in one table: its key, the verb it calls, and the words for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from observer.model.annotation import SEVERITY_WORDS, AnnotationKind
from observer.ui.actions import Action
from observer.ui.key_names import written_together


class Needs(StrEnum):
    """What has to be there before an action can be done."""

    NOTHING = ""
    SESSION = "session"
    PICTURES = "pictures"
    MOMENT = "moment"
    TASKS = "tasks"
    CLICKS = "clicks"
    CAPTIONS = "captions"
    SUGGESTION = "suggestion"
    OTHERS = "others"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Key:
    """One action. `argument` is handed to the verb; `together` joins it to others in the help."""

    verb: str
    words: str
    sequences: tuple[str, ...] = ()
    argument: str = ""
    needs: Needs = Needs.NOTHING
    together: str = ""
    repeats: bool = False
    also: str = ""

    @property
    def written(self) -> str:
        """Its keys as they are drawn, the first way alone."""
        return written_together(self.sequences[:1]) if self.sequences else ""


KIND_KEYS = {
    "F": AnnotationKind.FRICTION,
    "Q": AnnotationKind.QUOTE,
    "W": AnnotationKind.QUESTION,
    "B": AnnotationKind.BUG,
    "T": AnnotationKind.IDEA,
    "D": AnnotationKind.DELIGHT,
    "N": AnnotationKind.NOTE,
}

BACK_DATES_S = (3, 5, 10, 15)
"""By how much a moment can be marked back; reactions to what happens come 2 to 10 s late."""

SPEED_NAMES = ("0.25", "0.5", "1", "1.5", "2", "4")

_MOMENT, _PICTURES, _SESSION = Needs.MOMENT, Needs.PICTURES, Needs.SESSION
_KIND, _NEW = "Its kind", "Mark another"

PLAYING = (
    Key("toggle", "Play or pause", ("Space", "K"), needs=_PICTURES),
    Key("backwards", "Run backwards, again for faster", ("J",), needs=_PICTURES),
    Key("forwards", "Run forwards, again for faster", ("L",), needs=_PICTURES),
    Key("slower", "Slower", ("Shift+J",), needs=_PICTURES, together="Slower, faster"),
    Key("faster", "Faster", ("Shift+L",), needs=_PICTURES, together="Slower, faster"),
    Key("loop", "Play the moment or stretch over and over", ("Y",), needs=_PICTURES),
    Key("mute", "Sound on or off", ("H",), also="mute silence volume"),
    Key("sound", "Hear the voice or the computer", ("S",), needs=_PICTURES),
    *(
        Key("speed", f"Speed {name}×", argument=name, needs=_PICTURES, also="slow fast rate")
        for name in SPEED_NAMES
    ),
)

MOVING = (
    Key("step", "One picture back", ("Left", ","), "-1", _PICTURES, repeats=True),
    Key("step", "One picture on", ("Right", "."), "1", _PICTURES, repeats=True),
    *(
        Key(
            "jump",
            f"{abs(seconds)} s {'back' if seconds < 0 else 'on'}",
            (keys,),
            str(seconds),
            _SESSION,
            f"{abs(seconds)} s back, on",
            True,
            also="jump leap",
        )
        for seconds, keys in (
            (-1, "Ctrl+Left"),
            (1, "Ctrl+Right"),
            (-5, "Shift+Left"),
            (5, "Shift+Right"),
            (-30, "PgUp"),
            (30, "PgDown"),
        )
    ),
    Key("neighbour", "The moment before", ("Up",), "-1", _SESSION, "Moment before, after", True),
    Key("neighbour", "The moment after", ("Down",), "1", _SESSION, "Moment before, after", True),
    Key("click", "The click before", ("E",), "-1", Needs.CLICKS, "Click before, after", True),
    Key("click", "The click after", ("R",), "1", Needs.CLICKS, "Click before, after", True),
    Key("task", "The task before", ("Ctrl+Up",), "-1", Needs.TASKS, "Task before, after"),
    Key("task", "The task after", ("Ctrl+Down",), "1", Needs.TASKS, "Task before, after"),
    Key("to_start", "To the start", ("Home",), "", _SESSION, "Start, end"),
    Key("to_end", "To the end", ("End",), "", _SESSION, "Start, end"),
)

MARKING = (
    Key("mark", "Mark a moment here", ("M",), needs=_SESSION, also="annotate add new"),
    Key("mark_back", "Mark one a few seconds back", ("Shift+M",), needs=_SESSION, also="back-date"),
    *(
        Key("kind", f"{kind.value.capitalize()}", (letter,), letter, _SESSION, _KIND, also="kind")
        for letter, kind in KIND_KEYS.items()
    ),
    *(
        Key(
            "new_kind",
            f"Mark another: {kind.value}",
            (f"Shift+{letter}",),
            letter,
            _SESSION,
            _NEW,
            also="kind new",
        )
        for letter, kind in KIND_KEYS.items()
    ),
    *(
        Key(
            "severity",
            f"Severity {severity}, {words}",
            (str(severity),),
            str(severity),
            _MOMENT,
            "How bad it is",
        )
        for severity, words in enumerate(SEVERITY_WORDS)
    ),
    Key("unjudge", "Take the severity back", ("Backspace",), needs=_MOMENT),
    Key("span_in", "It begins here", ("I",), needs=_SESSION, also="in span stretch start"),
    Key("span_out", "It ends here", ("O",), needs=_SESSION, also="out span stretch end"),
    *(
        Key("nudge_start", words, keys, by, _MOMENT, "Its start, picture by picture", True)
        for words, keys, by in (
            ("Start it one picture earlier", ("Alt+Left",), "-1"),
            ("Start it one picture later", ("Alt+Right",), "1"),
        )
    ),
    *(
        Key("nudge_end", words, keys, by, _MOMENT, "Its end, picture by picture", True)
        for words, keys, by in (
            ("End it one picture earlier", ("Alt+Shift+Left", "Alt+,"), "-1"),
            ("End it one picture later", ("Alt+Shift+Right", "Alt+."), "1"),
        )
    ),
    Key("point", "Make it a point", needs=_MOMENT, also="span stretch"),
    Key("remove", "Delete it", ("Delete",), needs=_MOMENT, also="remove"),
    *(
        Key("back_date", f"Shift M marks {seconds} s back", argument=str(seconds), also="back-date")
        for seconds in BACK_DATES_S
    ),
)

WORDS = (
    Key("codes", "Codes: apply or take off", ("A", "#"), needs=_MOMENT, also="label tag codebook"),
    Key("edit_note", "Write the note; Esc to leave it", ("Return", "Enter"), needs=_MOMENT),
    Key("edit_quote", "Write their words", ("U",), needs=_MOMENT, also="quote verbatim"),
    Key("take_words", "Take the words said here", ("Shift+U",), needs=Needs.CAPTIONS, also="quote"),
    Key("edit_place", "Component, team and task", ("P",), needs=_MOMENT, also="owner"),
    Key("comment", "Comment on it", ("X",), needs=_MOMENT, also="reply answer"),
    Key("undo", "Undo", ("Ctrl+Z",), needs=Needs.UNDO, repeats=True),
    Key("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), needs=Needs.REDO, repeats=True),
    Key("escape", "Select nothing", ("Esc",)),
)

_DATA = "csv excel table captions subtitles boris elan timeline chapters issue github jira save"
LEAVING = (
    Key("export", "Export clips or a picture", ("Ctrl+E",), needs=_SESSION, also="clip save"),
    Key("export_data", "Export data", ("Ctrl+Shift+E",), needs=_SESSION, also=_DATA),
    Key("report", "Report on the study", needs=_SESSION, also="html pdf markdown export"),
    Key("bring", "Bring in annotations", needs=_SESSION, also="import boris elan captions csv"),
    Key("reel", "Add it to the reel", ("Alt+R",), needs=_MOMENT, also="film highlights"),
    Key("show_reel", "Show the reel", ("Alt+Shift+R",), also="film highlights"),
)

_REDACT = "redact hide black anonymise privacy"
COVERING = (
    Key("cover_area", "Cover an area of the picture", ("Shift+X",), needs=_PICTURES, also=_REDACT),
    Key("cover_silence", "Silence a stretch", needs=_PICTURES, also=f"{_REDACT} mute"),
    Key("cover_tone", "A tone over a stretch", needs=_PICTURES, also=f"{_REDACT} bleep beep"),
    Key("as_exported", "Show it as exported", ("Ctrl+Shift+X",), needs=_PICTURES, also=_REDACT),
)

VIEW = (
    Key("zoom_in", "Timeline closer", ("+", "="), repeats=True, together="Timeline closer, wider"),
    Key("zoom_out", "Timeline wider", ("-",), repeats=True, together="Timeline closer, wider"),
    Key("fit", "The whole session", ("Z",), also="timeline fit zoom"),
    Key("face", "The participant's face on or off", ("C",), also="camera"),
    Key("move_face", "The face to the next corner", ("Shift+C",), also="camera"),
    Key("resize_face", "The face in the next size", ("Ctrl+Shift+C",), also="camera"),
    Key("show", "What is drawn over the picture", ("V",), also="overlay layers"),
    Key("layer_trail", "Pointer trail on or off", ("Shift+P",), also="overlay"),
    Key("layer_clicks", "Clicks on or off", ("Shift+R",), also="overlay rings"),
    Key("layer_scrolling", "Scrolling on or off", ("Shift+E",), also="overlay"),
    Key("layer_keys", "Keys pressed on or off", ("Shift+K",), also="overlay"),
    Key("layer_captions", "Captions on or off", ("Shift+S",), also="overlay subtitles"),
    Key("picture_in", "Closer to the picture", ("Ctrl++", "Ctrl+="), repeats=True, also="zoom"),
    Key("picture_out", "Further from the picture", ("Ctrl+-",), repeats=True, also="zoom"),
    Key("picture_fit", "The whole picture", ("Ctrl+0",), also="zoom fit"),
    *(
        Key(
            "picture_pan",
            f"Look {where} in the picture",
            (f"Ctrl+Shift+{arrow}",),
            arrow,
            together="Look about",
            repeats=True,
        )
        for arrow, where in (
            ("Left", "left"),
            ("Right", "right"),
            ("Up", "up"),
            ("Down", "down"),
        )
    ),
)

_TABS, _JUDGED = "Moments, suggested, words, tasks, covered", "Accept, reject; Enter, X in the list"
_SUGGESTION = Needs.SUGGESTION

LISTS = (
    Key("tab", "Moments", ("Alt+1",), "moments", together=_TABS, also="list panel"),
    Key("tab", "Suggested", ("Alt+2",), "suggested", together=_TABS, also="triage signals"),
    Key("tab", "Words", ("Alt+3",), "words", together=_TABS, also="captions transcript"),
    Key("tab", "Tasks", ("Alt+4",), "tasks", together=_TABS, also="attempts"),
    Key("tab", "Covered", ("Alt+5",), "covered", together=_TABS, also="redactions"),
    Key("find", "Find in the moments", ("/",), needs=_SESSION, also="filter search"),
    Key("show_all", "Show all moments", needs=_SESSION, also="clear filter"),
    Key("choose_all", "Choose all that are shown", ("Ctrl+A",), needs=_SESSION, also="select"),
    Key("accept", "Accept it, on to the next", ("Ctrl+Return",), "", _SUGGESTION, _JUDGED),
    Key("reject", "Reject it, on to the next", ("Ctrl+Backspace",), "", _SUGGESTION, _JUDGED),
    Key("look", "Look for signals", needs=_SESSION, also="suggest rules"),
    Key("blind", "Work blind, or see all coders", needs=_SESSION, also="hide others"),
    Key("add_attempt", "Add an attempt at a task", ("Ctrl+T",), needs=_SESSION, also="tasks"),
    Key("agreement", "How far coders agree", ("G",), needs=Needs.OTHERS, also="kappa alpha"),
    Key("name", "Work under another name", needs=_SESSION, also="author coder who"),
)

GROUPS = (
    ("Playing", PLAYING),
    ("Moving", MOVING),
    ("Marking", MARKING),
    ("Saying more", WORDS),
    ("Covering", COVERING),
    ("Leaving", LEAVING),
    ("Lists", LISTS),
    ("Seeing", VIEW),
)

KEYS = tuple(key for _group, keys in GROUPS for key in keys)


class Doing(Protocol):
    """Does what the table names."""

    def do(self, verb: str, argument: str) -> None:
        """Call one verb."""
        ...

    def hindrance(self, needs: Needs) -> str:
        """Why it cannot be done, or nothing."""
        ...


def review_actions(doing: Doing) -> list[Action]:
    """The table as actions of the window."""
    return [_action(group, key, doing) for group, keys in GROUPS for key in keys]


def _action(group: str, key: Key, doing: Doing) -> Action:
    hindrance: Callable[[], str] = partial(doing.hindrance, key.needs)
    return Action(
        name=".".join(filter(None, ("review", key.verb, key.argument))),
        words=_say(key.words),
        group=_say(group),
        run=partial(doing.do, key.verb, key.argument),
        keys=key.sequences,
        together=_say(key.together) if key.together else "",
        hindrance=hindrance,
        repeats=key.repeats,
        also=_say(key.also) if key.also else "",
    )


def verbs_named() -> Iterator[str]:
    """Every verb of the table."""
    yield from dict.fromkeys(key.verb for key in KEYS)


def _say(text: str) -> str:
    return QCoreApplication.translate("Keys", text)
