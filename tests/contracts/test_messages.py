"""Every message: a schema that is valid, samples that keep parsing, a document that is current."""

import dataclasses
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from shared.broker import asyncapi
from shared.broker.topology import OUTGOING, QUEUES
from shared.contracts.base import SCHEMAS
from shared.contracts.catalogue import MESSAGES

ROOT = Path(__file__).parents[2]
SAMPLES = Path(__file__).parent / "samples"
EVERY_SAMPLE = sorted(SAMPLES.glob("*/*.json"))
BY_TASK = {message.TASK: message for message in MESSAGES}


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.TASK)
def test_a_message_has_a_valid_schema_of_its_own_fields(message):
    Draft202012Validator.check_schema(message.schema())
    assert set(message.schema()["properties"]) == {
        field.name for field in dataclasses.fields(message)
    }


def test_every_schema_belongs_to_a_message():
    assert {path.stem for path in SCHEMAS.glob("*.json")} == set(BY_TASK)


def test_every_message_travels_through_a_known_queue():
    assert {m.QUEUE for m in MESSAGES} <= {spec.name for spec in (*QUEUES, *OUTGOING)}


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_message_once_sent_keeps_parsing(sample):
    message = BY_TASK[sample.stem]
    kwargs = json.loads(sample.read_text())

    validator = Draft202012Validator(message.schema(), format_checker=FormatChecker())

    assert [error.message for error in validator.iter_errors(kwargs)] == []
    assert message.read(kwargs).kwargs() == kwargs


def test_every_message_has_a_sample_of_its_first_version():
    assert {path.stem for path in EVERY_SAMPLE if path.parent.name == "1.0"} == set(BY_TASK)


def test_the_asyncapi_document_is_current():
    assert (ROOT / "docs/api/asyncapi.yaml").read_text() == asyncapi.text()
