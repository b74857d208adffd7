"""Who gets a call: the set-up of a queue's algorithms, skills, and how operators stand in queues."""
