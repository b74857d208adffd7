"""Read models of live life: calls, their story, operators' time; and the projector that fills them."""
