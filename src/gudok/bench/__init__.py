"""`gudok bench`: the door to the measurements in the checkout's bench folder."""
