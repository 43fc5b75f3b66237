"""What changes a workflow: drawing it, and its way from draft to archive."""
