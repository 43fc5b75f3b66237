"""Moving running tasks to another version: the order, and its execution task by task."""
