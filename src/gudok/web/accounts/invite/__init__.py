"""Links by which a person chooses the first password, or a new one."""
