"""The editor of voice menus: a flow drawn as a picture, walked with pretend keys, and put to use."""
