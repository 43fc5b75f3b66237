"""Words that the examples of OpenAPI documents are composed of.

A module named in settings.EXAMPLE_WORDS has a dict `WORDS`: a property's name → its value, or
`Component.property` where it means something else there, or the name of a component → all of it.
A media type stands for what is sent in it when it is no JSON.
"""

from typing import Any, Final

# As the word of `Component.property`: a request goes without it.
LEFT_OUT: Final[Any] = object()
