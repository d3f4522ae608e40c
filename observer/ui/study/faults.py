"""What in a study cannot be kept or used as it is, said at its place."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from observer.analysis.standard_forms import fault_of_form
from observer.annotate.code_keys import doubled_keys
from observer.model.study import Questionnaire, Study


def faults_of(study: Study, other_names: Collection[str]) -> Mapping[str, str]:
    """Sentences by the place they belong to, as in StudyDraft."""
    faults = dict(_name_fault(study, other_names))
    for task in study.tasks:
        if not task.title.strip():
            faults[f"tasks/{task.id}/title"] = _tr("A task needs a title of a few words.")
    for questionnaire in study.questionnaires:
        words = _questionnaire_fault(questionnaire)
        if words:
            faults[f"questionnaires/{questionnaire.id}"] = words
    for asked in study.guide:
        if not asked.text.strip():
            faults[f"guide/{asked.id}/text"] = _tr("There is no question here yet.")
    named = [("components", part.id, part.name) for part in study.components]
    named += [("segments", part.id, part.name) for part in study.segments]
    named += [("codebook", part.id, part.name) for part in study.codebook]
    for section, part_id, name in named:
        if not name.strip():
            faults[f"{section}/{part_id}/name"] = _tr("This one needs a name.")
    for code_id, other in doubled_keys(study.codebook).items():
        words = _tr("The code “{name}” has this key too.").format(name=other)
        faults.setdefault(f"codebook/{code_id}/name", words)
    return faults


def keepable(study: Study, faults: Mapping[str, str], kept: Study) -> Study:
    """The study with what cannot be kept as it was when it was kept last."""
    name = kept.name if "about/name" in faults else study.name.strip()
    before = {one.id: one for one in kept.questionnaires}
    questionnaires = []
    for one in study.questionnaires:
        if not fault_of_form(one):
            questionnaires.append(one)
        elif one.id in before:
            questionnaires.append(before[one.id])
    return replace(study, name=name, questionnaires=tuple(questionnaires))


def _name_fault(study: Study, other_names: Collection[str]) -> Iterator[tuple[str, str]]:
    name = study.name.strip()
    if not name:
        words = _tr("A study needs a name. It keeps the one it had until then.")
        yield "about/name", words
    elif name in {other.strip() for other in other_names}:
        words = _tr("Another study has, or had, this name. This one keeps the name it had.")
        yield "about/name", words


def _questionnaire_fault(questionnaire: Questionnaire) -> str:
    if not questionnaire.title.strip():
        return _tr("A questionnaire needs a title.")
    if not questionnaire.questions:
        return _tr("There is no question in it yet.")
    if not all(question.text.strip() for question in questionnaire.questions):
        return _tr("One of its questions has no words yet.")
    fault = fault_of_form(questionnaire)
    return fault + "." if fault else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("study faults", text)
