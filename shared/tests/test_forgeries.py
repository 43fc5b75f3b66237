"""No forged token gets into any service: all of them verify with this code."""

import pytest

from shared.errors import AuthFailed
from shared.identity.tokens import TokenExpired, authenticate_token
from shared.testing import token_of
from shared.testing.forgeries import ATTACKS, Forger
from shared.testing.keys import PRIVATE_KEY
from shared.testing.people import ALICE


@pytest.fixture
def forger():
    return Forger(token_of(ALICE), PRIVATE_KEY)


def test_the_forger_could_sign_a_good_token(forger):
    assert authenticate_token(forger.signed()) == ALICE


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_forged_token_is_refused(forger, attack):
    with pytest.raises(AuthFailed) as refused:
        authenticate_token(ATTACKS[attack](forger))

    assert isinstance(refused.value, TokenExpired) is (attack == "expired")
