"""One recording as one self-describing folder: manifest, writer, reader, repair, verify.

May import the model only. Must never know a device or the database: it is handed samples through
`SessionWriter` (a Sink) and hands back values. `sessions/README.md` describes the folder.
"""
