"""A day as it was, drawn: calls, waits, service level and staffing by quarter-hour, and each operator's own line."""
