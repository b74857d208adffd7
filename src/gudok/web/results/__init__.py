"""What talks came to: told at the desk or later, owed, shown with a call."""
