"""The audit of a service, sealed: rows get their place in a chain of hashes, which can be verified.

A service that uses it has an app `audit` with the model AuditEvent, whose attribute SEALED names
the columns that a seal covers.
"""
