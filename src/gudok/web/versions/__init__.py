"""The set-up's past: every change as a version that can be looked at, undone, and returned to."""
