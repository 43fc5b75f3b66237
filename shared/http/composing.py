"""Examples for operations that show none of their own: composed of words, as the schema wants it.

So every operation has one, and what is renamed or added changes the examples with it.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final

from django.conf import settings

from shared.http.fitting import Fitting
from shared.http.words import LEFT_OUT

Schema = dict[str, Any]
METHODS: Final = ("get", "post", "put", "patch", "delete")
REF: Final = "#/components/schemas/"
BY_TYPE: Final = {"integer": 1, "number": 1.5, "boolean": False, "object": {}}
MISSING: Final = object()
BY_FORMAT: Final = {
    "date-time": "2026-11-23T09:14:03Z",
    "date": "2026-11-23",
    "uuid": "3e9d8a6e-1f5c-4a9e-8f6f-0f4a4bb4b0d1",
    "email": "ana.cruz@example.com",
    "uri": "https://tts.example.com/",
}


def show_examples(result: Schema, **_: object) -> Schema:
    """Give each request and each good answer an example; a hook of drf-spectacular."""
    components = result["components"]
    composer = Composer(components.get("schemas", {}), words_of(settings.EXAMPLE_WORDS))
    for media_type, media in contents(result):
        if not media.get("examples") and "schema" in media:
            _show(composer, components, media_type, media)
    return result


def contents(document: Schema) -> Iterator[tuple[str, Schema]]:
    """What operations take and answer when all is well: the media type, and what is said of it."""
    paths = document["paths"].values()
    operations = [path[method] for path in paths for method in METHODS if method in path]
    for operation in operations:
        answers = [a for status, a in operation["responses"].items() if status.startswith("2")]
        for each in (operation.get("requestBody", {}), *answers):
            yield from each.get("content", {}).items()


def words_of(modules: tuple[str, ...]) -> dict[str, Any]:
    """The words of all modules, the later ones' instead of the earlier ones'."""
    return {k: v for name in modules for k, v in import_module(name).WORDS.items()}


def _show(composer: "Composer", components: Schema, media_type: str, media: Schema) -> None:
    """A component has one example for all its operations, kept beside the schemas."""
    if media_type != "application/json":
        text = composer.words.get(media_type)
        media |= {"example": text} if text is not None else {}
        return
    value = composer.compose(media["schema"])
    name = media["schema"].get("$ref", "").removeprefix(REF)
    if not name:
        media["examples"] = {"Example": {"value": value}}
        return
    components.setdefault("examples", {})[name] = {"value": value}
    media["examples"] = {"Example": {"$ref": f"#/components/examples/{name}"}}


class Composer:
    """Makes values that fit the schemas of a document."""

    def __init__(self, components: Mapping[str, Schema], words: Mapping[str, Any]) -> None:
        self.components = components
        self.words = words
        self._fitting = Fitting(components)
        self._within: list[str] = []

    def compose(self, schema: Schema, owner: str = "", name: str = "") -> Any:
        """The word for it, else what its parts are composed to."""
        if (own := f"{owner}.{name}") in self.words:
            return self.words[own]
        if (word := self._word(schema, name)) is not MISSING:
            return word
        if "$ref" in schema:
            return self._component(schema["$ref"].removeprefix(REF), name)
        parts = schema.get("allOf") or schema.get("oneOf") or schema.get("anyOf")
        if parts:
            return self.compose(parts[0], owner, name)
        return self._plain(schema, owner, name)

    def _word(self, schema: Schema, name: str) -> Any:
        """One name means several things: of its words the first that fits."""
        words = self.words.get(name, ())
        choice = words if isinstance(words, tuple) else (words,)
        return next((word for word in choice if not self._fitting.faults(schema, word)), MISSING)

    def _component(self, component: str, name: str) -> Any:
        if component in self.words:
            return self.words[component]
        self._within.append(component)
        try:
            return self._plain(self.components[component], component, name)
        finally:
            self._within.pop()

    def _plain(self, schema: Schema, owner: str, name: str) -> Any:
        if "enum" in schema:
            return schema["enum"][0]
        if "properties" in schema:
            return self._object(schema, owner)
        if schema.get("type") == "array":
            return [] if self._ends_in_itself(schema) else [self._item(schema, owner)]
        if "oneOf" in schema or "allOf" in schema:
            return self.compose(schema, owner)
        return self._value(schema, name)

    def _item(self, schema: Schema, owner: str) -> Any:
        return self.compose(schema.get("items", {}), owner)

    def _ends_in_itself(self, schema: Schema) -> bool:
        item = schema.get("items", {}).get("$ref", "").removeprefix(REF)
        return item in self._within

    def _object(self, schema: Schema, owner: str) -> Schema:
        found = {
            name: self.compose(each, owner, name) for name, each in schema["properties"].items()
        }
        return {name: value for name, value in found.items() if value is not LEFT_OUT}

    def _value(self, schema: Schema, name: str) -> Any:
        kind = schema.get("type", "string")
        if kind != "string":
            least = schema.get("minimum", 0)
            return BY_TYPE[kind] if kind == "object" else max(BY_TYPE[kind], least)
        text = BY_FORMAT.get(schema.get("format", ""), name.replace("_", " ").capitalize())
        return text[: schema.get("maxLength")]
