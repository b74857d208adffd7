"""What is typed into a record is kept: drafts, merging of fields, histories; shared by the rooms that take records."""
