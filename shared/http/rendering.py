"""Answers as JSON."""

from typing import Any, Final

import orjson
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder

# Times as Django REST framework writes them: with Z; keys that are numbers become texts.
OPTIONS: Final = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


class FastJSONRenderer(JSONRenderer):
    """As the JSONRenderer of Django REST framework, in a fraction of its time."""

    def render(self, data: Any, accepted_media_type: Any = None, context: Any = None) -> bytes:
        if data is None:
            return b""
        try:
            return orjson.dumps(data, default=JSONEncoder().default, option=OPTIONS)
        except orjson.JSONEncodeError:
            # Numbers beyond 64 bits, which a sender may have put into the details of a ticket.
            return super().render(data, accepted_media_type, context)
