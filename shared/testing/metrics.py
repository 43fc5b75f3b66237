"""What the monitoring would read from this service."""

from prometheus_client.parser import text_string_to_metric_families

from shared.testing.people import make_client


def scraped():
    """{(sample, (label, value), …): figure}, labels in alphabetical order."""
    text = make_client().get("/metrics").content.decode()
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def scraped_value(name, **labels):
    """One figure; 0 for what never happened."""
    return scraped().get((name, *sorted(labels.items())), 0.0)
