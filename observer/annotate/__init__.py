"""The editing verbs and their undo history, without a window.

Each verb changes the library and returns a Change that says what to refresh. May import the
database and the model. Must never import a window toolkit.
"""
