"""Everything the driver can be asked to do, by name."""

from collections.abc import Callable

from observer.ui.rehearsed import after, before, during
from observer.ui.rehearsed.steps import Steps

_ALL = (
    before.move_to_screen,
    before.choose_study,
    before.sign_consent,
    before.choose_monitor,
    before.look_once_more,
    before.is_ready,
    before.start_recording,
    during.open_companion,
    during.next_invitation,
    during.put_invitation_away,
    during.start_task,
    during.help_once,
    during.end_task,
    during.answer_card,
    during.tick_question,
    during.mark,
    during.write_note,
    during.amend_mark,
    during.remove_mark,
    during.see,
    during.stop_recording,
    after.note_attempt,
    after.answer_questionnaire,
    after.write_debrief,
    after.add_attendant,
    after.go_to_review,
)

# Each verb has parameters of its own, which come as JSON.
VERBS: dict[str, Callable[..., Steps[object]]] = {verb.__name__: verb for verb in _ALL}
