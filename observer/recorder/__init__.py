"""The recording process: joins capture to session, and answers on a control channel.

`client` starts a recording and talks to it; `process` is what runs. May import capture, session
and the model. Must never import the database or a window toolkit: the recording outlives the
window, and a window's failure must not reach it.
"""
