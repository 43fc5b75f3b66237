"""HTTP: seeing tasks and working on them."""
