"""What an operator says, step by step: a script as data, what is wrong with it, and the way through it."""
