"""Every algorithm of queue and routing as a pure function over one snapshot: see `rank` for the two questions.

`agents/` orders operators for a call, `calls/` orders calls for an operator, `modes/` does either as another system
does. None reads a clock or throws dice of its own; scores are integers, the lowest first; ties go by id.
"""
