"""Failed work: what could not be processed is kept here, explained, and can be sent again."""
