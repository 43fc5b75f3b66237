"""Trying definitions over HTTP."""
