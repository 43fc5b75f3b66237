"""Examples of an API description are composed of words that fit its schemas."""

from shared.http.composing import Composer
from shared.http.words import LEFT_OUT

TEXT = {"type": "string"}
PERSON = {"type": "object", "properties": {"id": {"type": "integer"}, "name": TEXT}}


def composed(schema, words=(), **components):
    return Composer(components, dict(words)).compose(schema)


def test_a_word_stands_for_the_properties_of_its_name():
    assert composed(PERSON, {"id": 12, "name": "Maria Reyes"}) == {"id": 12, "name": "Maria Reyes"}


def test_where_a_name_means_several_things_the_first_word_that_fits_is_taken():
    schema = {"properties": {"after": {"type": "string", "format": "date-time"}}}

    words = {"after": ("HR", 4, "2026-11-23T09:14:03Z")}

    assert composed(schema, words) == {"after": "2026-11-23T09:14:03Z"}


def test_a_word_for_one_component_counts_more_and_may_leave_its_property_out():
    words = {"name": "Diagnose", "Person.name": "Maria Reyes", "Person.id": LEFT_OUT}

    shown = composed({"$ref": "#/components/schemas/Person"}, words, Person=PERSON)

    assert shown == {"name": "Maria Reyes"}


def test_a_component_may_have_one_word_for_all_of_it():
    words = {"Person": {"id": 1, "name": "Ada"}}

    schema = {"type": "array", "items": {"$ref": "#/components/schemas/Person"}}
    shown = composed(schema, words, Person=PERSON)

    assert shown == [{"id": 1, "name": "Ada"}]


def test_without_a_word_it_is_something_that_fits():
    schema = {
        "properties": {
            "at": {"type": "string", "format": "date-time"},
            "state": {"type": "string", "enum": ["open", "done"]},
            "weekday": {"type": "integer", "minimum": 3},
            "short_name": {"type": "string", "maxLength": 5},
            "facts": {"type": "object", "additionalProperties": {}},
        }
    }

    assert composed(schema) == {
        "at": "2026-11-23T09:14:03Z",
        "state": "open",
        "weekday": 3,
        "short_name": "Short",
        "facts": {},
    }


def test_what_contains_itself_ends():
    replies = {"type": "array", "items": {"$ref": "#/components/schemas/Comment"}}
    comment = {"properties": {"text": TEXT, "replies": replies}}

    shown = composed({"$ref": "#/components/schemas/Comment"}, {"text": "Yes"}, Comment=comment)

    assert shown == {"text": "Yes", "replies": []}
