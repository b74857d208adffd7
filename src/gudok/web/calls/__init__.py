"""The list of calls, the story of one call, its recording."""
