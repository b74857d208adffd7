"""`gudok bench calls`: the same callers and telephones against Asterisk's own app_queue and against our centre."""
