"""How long records are kept, and their deletion when their time is over."""
