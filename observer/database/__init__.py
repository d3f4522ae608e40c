"""The library: what people said about the sessions, and an index of the sessions themselves.

Migrations, queries, full-text search and backups over one SQLite file; rows become model values
here and SQL stays here. May import the model. Must never import a window toolkit or touch media.
"""
