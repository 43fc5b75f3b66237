from hypothesis import given
from hypothesis import strategies as st

from workflow_api.engine.remaining import SHARES, remaining

HOURS = [hour * 3_600.0 for hour in range(1, 20)]
histories = st.lists(st.floats(0, 10**7), min_size=len(SHARES), max_size=len(SHARES)).map(sorted)


def test_at_the_beginning_half_are_done_by_the_median_and_nine_of_ten_by_the_latest():
    left = remaining(HOURS, 0, samples=50)

    assert left is not None
    assert (left.typical, left.latest) == (10 * 3_600, 17 * 3_600)


def test_what_has_taken_longer_than_most_is_compared_with_those_that_did_too():
    left = remaining(HOURS, 12 * 3_600, samples=50)

    assert left is not None
    assert (left.typical, left.latest) == (4 * 3_600, 6 * 3_600)


def test_too_little_history_and_an_outlier_have_no_forecast():
    assert remaining(HOURS, 0, samples=19) is None
    assert remaining(HOURS, 17 * 3_600, samples=50) is None


@given(histories, st.floats(0, 10**7))
def test_a_forecast_is_never_in_the_past_and_the_typical_comes_first(history, elapsed):
    left = remaining(history, elapsed, samples=100)

    assert left is None or 0 < left.typical <= left.latest
