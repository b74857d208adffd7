"""Alerts: what asks for a person now, kept with its times, shown on the supervisors' pages and sent by e-mail."""
