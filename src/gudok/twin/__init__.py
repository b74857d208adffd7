"""The twin: the production core in a simulated world on a virtual clock."""
