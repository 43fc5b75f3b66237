"""HTTP: failed work. Admins act, Auditors read."""
