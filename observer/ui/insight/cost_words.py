"""What the cost of friction stands on: the time lost in each task, and who lost it."""

from PySide6.QtCore import QCoreApplication

from observer.analysis.cost import TaskCost
from observer.analysis.insight import Insight
from observer.ui.insight.evidence import Evidence, Group, Witnesses
from observer.ui.insight.words import time_interval, time_words


def cost_evidence(found: Insight) -> Evidence:
    """Each task's lost time, the attempts it was measured in, and what it rests on."""
    witnesses = Witnesses(found)
    titles = {task.id: task.title for task in found.facts.study.tasks}
    attempts = {gap.figures.task.id: gap.figures.attempts for gap in found.tasks}
    groups = tuple(
        Group(titles[one.task_id], group.sights)
        for one in found.cost.tasks
        for group in witnesses.attempts(attempts[one.task_id])
    )
    told = tuple(_lost(titles[one.task_id], one) for one in found.cost.tasks)
    return Evidence(_tr("What the friction costs"), told, groups, " ".join(found.cost.stated))


def _lost(title: str, one: TaskCost) -> str:
    interval = time_interval(one.lost_seconds)
    told = _tr("{task}: {time} lost each time").format(
        task=title, time=time_words(one.lost_seconds.value)
    )
    return f"{told} ({interval})." if interval else f"{told}."


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
