"""News: what happens beside the journal and is told to other programs too, numbered in the order it became true."""
