"""Everything the driver can be asked to do, by name."""

from collections.abc import Callable

from observer.ui.rehearsed import after, before, during, photograph
from observer.ui.rehearsed.steps import Steps

_ALL = (
    before.move_to_screen,
    before.choose_study,
    before.sign_consent,
    before.agree,
    before.put_copy_away,
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
    photograph.photograph,
    photograph.photograph_screen,
    photograph.show_studies,
    photograph.show_section,
    photograph.begin_study,
    photograph.hand_over,
    photograph.take_back,
    photograph.go_to_step,
)

# Each verb has parameters of its own, which come as JSON.
VERBS: dict[str, Callable[..., Steps[object]]] = {verb.__name__: verb for verb in _ALL}
