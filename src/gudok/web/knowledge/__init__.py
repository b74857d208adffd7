"""The knowledge base: articles beside the call, their versions, and who has read what must be read."""
