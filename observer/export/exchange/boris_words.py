"""How a moment is put in BORIS's words: its behaviours, modifiers and comments. Read and written.

- Each kind is a behaviour of the category "kind" and each code one of the category "code", as a
  state event; a point in time is a point event of a behaviour of its own, "friction (point)".
- A kind's event has modifiers: severity, task, component, team. Codes are events of their own at
  the same times.
- The subject is the participant. A coder has an observation: BORIS compares those.
"""

from observer.model.annotation import AnnotationKind

POINT_SUFFIX = " (point)"
CODE_SUFFIX = " (code)"
KIND_CATEGORY = "kind"
CODE_CATEGORY = "code"
MODIFIER_SETS = ("severity", "task", "component", "team")
COMMENT_TAGS = ("quote", "comment", "rule", "reason", "said", "id")
NOT_CHOSEN = "None"
SEPARATOR = "|"
POINT, STATE = "Point event", "State event"
SESSION_VARIABLE, CODER_VARIABLE = "session", "coder"
_NOT_IN_MODIFIERS = str.maketrans("(|),`~", "[/];'-")
KINDS = {kind.value: kind for kind in AnnotationKind}


def behaviour_of_code(name: str) -> str:
    """A code's name, told apart from kinds and from what is added to names; without bars."""
    name = name.replace(SEPARATOR, "/")
    clashes = name in KINDS or name.endswith((POINT_SUFFIX, CODE_SUFFIX))
    return name + CODE_SUFFIX if clashes else name


def code_of_behaviour(behaviour: str) -> str:
    """What `behaviour_of_code` was given, with or without the suffix of a point."""
    return behaviour.removesuffix(POINT_SUFFIX).removesuffix(CODE_SUFFIX)


def modifier(text: str) -> str:
    """A modifier's value, without the signs that BORIS refuses in one: ( | ) , ` ~."""
    plain = " ".join(text.translate(_NOT_IN_MODIFIERS).split())
    return f"{plain}." if plain == NOT_CHOSEN else plain
