"""The review of one session: player, timeline, moments, editor, export of clips.

May import Qt and every room below. Must never touch SQL or devices; what people say about a
session changes only through `observer.annotate.editor.Editor`.
"""
