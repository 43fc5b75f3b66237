"""What auth_service revokes is refused by every service, whether or not it can still be asked."""

import pytest

from shared.errors import AuthFailed, Unavailable
from shared.identity import watch as watching
from shared.identity.caller import Caller
from shared.identity.tokens import TokenExpired, authenticate_token
from shared.identity.watch import Watch
from shared.testing import make_client, token_of
from shared.testing.auth_server import auth_server, watching_revocations
from shared.testing.partner import REFUSING
from shared.testing.people import ALICE, BOB

SESSION = "5b0c"


@pytest.fixture
def auth():
    with auth_server() as server:
        yield server


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "kept" / "revocations.json"


@pytest.fixture
def watch(auth, cache, settings):
    with watching_revocations(settings, auth.url, cache) as running:
        yield running


def of_session(sid, caller=ALICE):
    return authenticate_token(token_of(caller, sid=sid))


def test_a_revoked_session_is_refused_and_others_go_on(auth, watch):
    auth.revoke_session(SESSION)
    watch.ask()

    with pytest.raises(AuthFailed, match="not valid any more"):
        of_session(SESSION)
    assert of_session("another") == ALICE


def test_a_token_from_before_a_role_was_taken_away_asks_to_be_renewed(auth, watch):
    auth.outdate(ALICE.id, token_version=3)
    watch.ask()

    with pytest.raises(TokenExpired, match="renew"):
        authenticate_token(token_of(ALICE, token_version=2))
    assert authenticate_token(token_of(ALICE, token_version=3)) == ALICE
    assert authenticate_token(token_of(BOB, token_version=2)) == BOB


def test_a_programs_token_from_before_its_secret_or_scopes_changed_is_refused(auth, watch):
    auth.outdate_client("reporting", token_version=3)
    watch.ask()

    def of_program(client_id, version):
        program = Caller(id=0, username=client_id, client_id=client_id)
        return authenticate_token(token_of(program, token_version=version))

    with pytest.raises(TokenExpired, match="renew"):
        of_program("reporting", 2)
    assert of_program("reporting", 3).client_id == "reporting"
    assert of_program("billing", 1).client_id == "billing"


def test_only_what_is_new_is_asked_for_and_what_was_told_stays(auth, watch):
    auth.revoke_session("first")
    watch.ask()
    auth.revoke_session("second")
    watch.ask()

    assert auth.asked[-1] == 2
    for sid in ("first", "second"):
        with pytest.raises(AuthFailed):
            of_session(sid)


def test_an_older_version_told_late_does_not_weaken_a_newer_one(auth, watch):
    auth.outdate(ALICE.id, token_version=5)
    watch.ask()
    auth.outdate(ALICE.id, token_version=2)
    watch.ask()

    with pytest.raises(TokenExpired):
        authenticate_token(token_of(ALICE, token_version=4))


def test_what_no_token_can_concern_any_more_is_forgotten(auth, watch):
    auth.revoke_session(SESSION, seconds=-1)
    watch.ask()

    assert of_session(SESSION) == ALICE


def test_while_auth_service_is_away_the_last_known_state_counts(auth, watch):
    auth.revoke_session(SESSION)
    watch.ask()
    auth.down = True

    with pytest.raises(Unavailable):
        watch.ask()
    with pytest.raises(AuthFailed):
        of_session(SESSION)
    assert of_session("another") == ALICE


def test_a_restarted_process_knows_what_was_revoked_although_auth_service_is_away(
    auth, watch, cache, settings
):
    auth.revoke_session(SESSION)
    watch.ask()

    with watching_revocations(settings, REFUSING, cache):
        with pytest.raises(AuthFailed):
            of_session(SESSION)
        assert of_session("another") == ALICE


def test_a_process_that_has_just_started_waits_for_the_first_answer(auth, cache, settings):
    auth.revoke_session(SESSION)

    with watching_revocations(settings, auth.url, cache), pytest.raises(AuthFailed):
        of_session(SESSION)


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"cursor": 1, "sessions": 7, "people": []}'])
def test_a_spoiled_file_is_no_obstacle(auth, cache, settings, kept):
    cache.parent.mkdir()
    cache.write_text(kept)

    with watching_revocations(settings, auth.url, cache):
        assert of_session("any") == ALICE


def test_the_thread_hears_of_news_by_itself(auth, watch):
    auth.revoke_session(SESSION)
    heard = len(auth.asked)

    for _ in range(500):
        if len(auth.asked) > heard + 1:
            break
        watch._stopped.wait(0.01)

    with pytest.raises(AuthFailed):
        of_session(SESSION)


@pytest.mark.django_db
def test_the_health_page_says_when_revocations_do_not_arrive(watch, cache, monkeypatch):
    def status():
        checks = make_client().get("/health/").json()["checks"]
        return next(check["status"] for check in checks if check["name"] == "revocations")

    watch.ask()
    assert status() == "pass"
    monkeypatch.setattr(watching, "_watch", Watch(url=REFUSING, cache=cache))
    assert status() == "warn"
