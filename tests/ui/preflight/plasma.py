"""A desktop of the tests: it shows notifications and says whether they are inhibited, as KDE's."""

import sys

from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection


# The stubs take this decorator for a class.
@ClassInfo({"D-Bus Interface": "org.freedesktop.Notifications"})  # type: ignore[call-arg]  # see above
class Notifications(QDBusAbstractAdaptor):  # type: ignore[operator]  # see above
    """The one property that is asked for."""

    def inhibited(self) -> bool:
        return sys.argv[1] == "yes"

    Inhibited = Property(bool, inhibited)


application = QCoreApplication(sys.argv)
desktop = QObject()
adaptor = Notifications(desktop)
bus = QDBusConnection.sessionBus()
assert bus.registerObject("/org/freedesktop/Notifications", desktop)
assert bus.registerService("org.freedesktop.Notifications")
sys.stdout.write("ready\n")
sys.stdout.flush()
application.exec()
