import pytest

from deploy.quality.junit import Count, count

REPORT = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><error/></testcase>
<testcase name="d"><skipped/></testcase></testsuite></testsuites>"""


@pytest.fixture
def report(tmp_path):
    def write(text):
        path = tmp_path / "report.xml"
        path.write_text(text)
        return path

    return write


def test_failures_and_errors_count_as_failed_and_skipped_as_neither(report):
    assert count(report(REPORT), exit_code=1) == Count(passed=1, failed=2)


@pytest.mark.parametrize("text", ["", "<testsuites/>", "<testsuites><testcase"])
def test_a_run_without_tests_is_a_failure(report, text):
    assert count(report(text), exit_code=0) == Count(failed=1)


def test_a_run_that_ended_badly_is_a_failure_whatever_passed(report):
    passing = "<testsuites><testcase name='a'/></testsuites>"
    assert count(report(passing), exit_code=3) == Count(passed=1, failed=1)


def test_a_missing_report_is_a_failure(tmp_path):
    assert count(tmp_path / "none.xml", exit_code=0) == Count(failed=1)
