from datetime import timedelta

import pytest
from django.utils import timezone

from notification_service.people.models import KnownPerson
from notification_service.people.services import forget_old_copies

pytestmark = pytest.mark.django_db


def test_people_whom_nobody_wrote_to_for_a_month_are_forgotten():
    for user_id, days in ((1, 29), (2, 31)):
        KnownPerson.objects.create(
            user_id=user_id, email="x@example.com", fetched_at=timezone.now() - timedelta(days)
        )

    forget_old_copies()

    assert list(KnownPerson.objects.values_list("user_id", flat=True)) == [1]
