"""Every operation shows by example what it takes and answers, and the examples are what it says."""

from pathlib import Path

import pytest
import yaml

from shared.http.composing import METHODS, contents
from shared.http.fitting import Fitting

API = Path(__file__).parents[2] / "docs/api"
SERVICES = ("auth", "workflow", "ticket", "messaging", "notification")
DOCUMENTS = {
    service: yaml.load((API / f"{service}.yaml").read_text(), yaml.CSafeLoader)
    for service in SERVICES
}
OPERATIONS = [
    pytest.param(service, document, path, method, id=f"{service} {method} {path}")
    for service, document in DOCUMENTS.items()
    for path, kinds in document["paths"].items()
    for method in kinds
    if method in METHODS
]
FITTINGS = {
    service: Fitting(document.get("components", {}).get("schemas", {}))
    for service, document in DOCUMENTS.items()
}


def only(document, path, method):
    """What one operation takes and answers."""
    return list(contents({"paths": {path: {method: document["paths"][path][method]}}}))


def examples_of(document, media):
    shared = document["components"].get("examples", {})
    for example in media.get("examples", {}).values():
        name = example.get("$ref", "").rpartition("/")[2]
        yield shared[name]["value"] if name else example["value"]
    if "example" in media:
        yield media["example"]


def is_file(media):
    """A file itself, or a form with one: there is nothing to show."""
    schema = media.get("schema", {})
    parts = [schema, *schema.get("properties", {}).values()]
    return any(part.get("format") == "binary" for part in parts)


@pytest.mark.parametrize(("service", "document", "path", "method"), OPERATIONS)
def test_what_is_sent_and_answered_is_shown_by_example(service, document, path, method):
    shown = only(document, path, method)

    bare = [
        kind for kind, each in shown if not (is_file(each) or list(examples_of(document, each)))
    ]

    assert bare == []


@pytest.mark.parametrize(("service", "document", "path", "method"), OPERATIONS)
def test_an_example_is_what_the_description_says(service, document, path, method):
    faults = [
        fault
        for kind, media in only(document, path, method)
        if kind == "application/json"
        for value in examples_of(document, media)
        for fault in FITTINGS[service].faults(media["schema"], value)
    ]

    assert faults == []
