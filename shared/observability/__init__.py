"""What a service tells about itself at `/metrics` (reasons: docs/decisions/0011)."""
