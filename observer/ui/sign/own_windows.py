"""Observer's own windows have no place in a recording."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from observer.model.plan import RecordingPlan


def with_own_windows_hidden(plan: RecordingPlan) -> RecordingPlan:
    """The plan, with the windows of this program among those that nobody may see.

    Where the console lies on the recorded screen its place is filled, and while it is in front no
    input is taken: what the moderator clicks and types is not the participant's. On another
    monitor it is out of the picture altogether. The recording sign carries an application's name
    of its own (`SIGN_APPLICATION`) and stays to be seen.
    """
    own = QCoreApplication.applicationName()
    if own in plan.secrets.applications:
        return plan
    secrets = replace(plan.secrets, applications=(*plan.secrets.applications, own))
    return replace(plan, secrets=secrets)
