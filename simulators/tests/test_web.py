import pytest
import requests

from simulators.web import MAX_BODY, Refused, Site, json_answer


def fail(request):
    raise RuntimeError("boom")


def refuse(request):
    raise Refused(409, "Not now", hint="later")


@pytest.fixture
def url(serve):
    site = Site()
    site.add("POST", "/echo/{name}/", lambda request, name: json_answer([name, request.json()]))
    site.add("GET", "/fail", fail)
    site.add("GET", "/refuse", refuse)
    return serve(site)


def test_a_part_of_the_path_and_the_body_reach_the_handler(url):
    answer = requests.post(f"{url}/echo/a%20b/", json={"x": 1}, timeout=5)

    assert answer.json() == ["a b", {"x": 1}]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("GET", "/echo/x/", 405), ("GET", "/fail", 500)],
)
def test_errors_are_json_with_the_right_status(url, method, path, status):
    answer = requests.request(method, url + path, timeout=5)

    assert answer.status_code == status
    assert answer.json()["error"]
    assert "boom" not in answer.text


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"[" * 100_000, b"\xff"])
def test_a_body_that_is_no_object_is_refused(url, body):
    answer = requests.post(f"{url}/echo/x/", data=body, timeout=5)

    assert answer.status_code == 400


def test_a_huge_body_is_refused_unread(url):
    answer = requests.post(f"{url}/echo/x/", data=b"x" * (MAX_BODY + 1), timeout=5)

    assert answer.status_code == 413


def test_a_refusal_carries_its_details(url):
    answer = requests.get(f"{url}/refuse", timeout=5)

    assert (answer.status_code, answer.json()) == (409, {"error": "Not now", "hint": "later"})


def test_every_site_says_that_it_lives(url):
    assert requests.get(f"{url}/health/live", timeout=5).json() == {"status": "pass"}
