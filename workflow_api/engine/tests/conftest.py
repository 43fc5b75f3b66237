"""The same examples every time, on machines of any speed."""

from hypothesis import settings

settings.register_profile("engine", derandomize=True, deadline=None)
settings.load_profile("engine")
