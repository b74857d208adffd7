"""Joined to other programs: the page of an outside CRM that a call brings up; what other programs send to us."""
