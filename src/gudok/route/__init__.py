"""Cases of routing as data, and `gudok route`, which answers one: so that anybody can check from outside."""
