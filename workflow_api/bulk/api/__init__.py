"""Acting on many tasks over HTTP."""
