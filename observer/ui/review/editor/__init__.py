"""The panel in which one moment, or several, are edited."""
