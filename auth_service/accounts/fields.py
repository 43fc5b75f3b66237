"""How addresses may be written.

ASCII only, like user names: beyond it there are letters that look like others, and some whose
capital or small form is somebody else's letter, such as the dotless i or the sign of the kelvin.
"""

from typing import Any

from rest_framework import serializers


def in_ascii(text: str) -> None:
    """ValidationError for anything else; a domain has its `xn--` form."""
    if not text.isascii():
        raise serializers.ValidationError("may hold plain letters only (a domain: its xn-- form)")


class AddressField(serializers.EmailField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=254, validators=[in_ascii], **options)
