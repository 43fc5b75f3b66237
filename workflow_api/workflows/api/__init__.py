"""HTTP: designing workflows, their life cycle, and what other screens ask of them."""
