import uuid

import pytest

from notification_service.email.composing import compose
from notification_service.email.kinds import KINDS
from notification_service.email.models import EmailDelivery
from shared.contracts.notifications import TYPES


def contrast(one, other):
    """The contrast ratio of WCAG 2.2 between two colours."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_type_of_the_contract_has_its_look():
    assert tuple(KINDS) == TYPES


@pytest.mark.parametrize("name", TYPES)
def test_every_type_makes_a_complete_mail(name):
    delivery = EmailDelivery(
        id=uuid.uuid4(),
        user_id=1,
        to="alice@example.com",
        subject="Something happened",
        message="First.\n\nSecond.",
        notification_type=name,
        correlation_id=uuid.uuid4(),
    )

    mail = compose(delivery)

    [(html, _)] = mail.alternatives
    assert KINDS[name].label in mail.body
    assert KINDS[name].action in str(html)
    assert "Second." in mail.body
    assert "Second." in str(html)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_labels_can_be_read_in_both_schemes(kind):
    assert contrast(kind.tone.ink, kind.tone.paper) >= 4.5
    assert contrast(kind.tone.ink_dark, kind.tone.paper_dark) >= 4.5
