"""What changes a dead letter."""
