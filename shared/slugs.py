"""Keys made of names."""

from itertools import count
from typing import cast

from django.db.models import CharField, Model
from django.utils.text import slugify

ROOM_FOR_NUMBER = 8


def free_key(model: type[Model], name: str) -> str:
    """A `key` that no row of `model` has: `name` in small letters, numbered where it is taken.

    A name without letters and digits gives one made of the model's.
    """
    column = cast(CharField, model._meta.get_field("key"))
    room = (column.max_length or 0) - ROOM_FOR_NUMBER
    base = slugify(name)[:room] or str(model._meta.model_name)
    rows = model._default_manager.filter(key__startswith=base)
    taken = set(rows.values_list("key", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return base if base not in taken else next(key for key in numbered if key not in taken)
