import pytest

from deploy.demo import percentile, succeeded


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.5, None),
        ([7.0], 0.95, 7.0),
        ([1.0, 2.0, 3.0, 4.0], 0.5, 2.0),
        (list(range(1, 101)), 0.95, 95),
    ],
)
def test_percentiles_are_values_that_occurred(values, share, expected):
    assert percentile(values, share) == expected


@pytest.mark.parametrize(
    ("notified", "duplicates", "expected"), [(3, 0, True), (2, 0, False), (3, 1, False)]
)
def test_a_demo_succeeds_when_all_were_notified_and_none_twice(notified, duplicates, expected):
    document = {"count": 3, "assigned": 3, "notified": notified, "duplicates": duplicates}
    assert succeeded(document) is expected
