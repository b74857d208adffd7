"""Tasks of the day: what was promised to customers, to a person or to a queue, with a time."""
