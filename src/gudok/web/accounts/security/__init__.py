"""The centre's rules of signing in."""
