"""`gudok bench quality`: every algorithm a live queue can be set to, played by the production core in the twin."""
