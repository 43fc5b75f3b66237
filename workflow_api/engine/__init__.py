"""The rules of a workflow as pure functions over frozen dataclasses.

Nothing here knows a database, a framework or the clock: facts come in as arguments, decisions
go out as values, and the apps around store what was decided.
"""
