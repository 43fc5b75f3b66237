"""Whoever must set up a second factor has no session yet, only a token for doing so."""

import jwt

from auth_service.accounts.models import User
from auth_service.second_factor.models import SecondFactor
from auth_service.tokens.authentication import SessionAuthentication
from auth_service.tokens.shell import EnrolmentToken, read
from shared.errors import AuthFailed
from shared.identity.caller import Caller


def enrolment_token(user: User) -> str:
    """A token that sets up a second factor, until there is one."""
    token = EnrolmentToken()
    token.payload.update(sub=str(user.pk), user_id=user.pk, token_version=user.token_version)
    return str(token)


class EnrolmentAuthentication(SessionAuthentication):
    """An enrolment token, or whatever else signs a person in."""

    def verify(self, token: str) -> Caller:
        if _kind(token) != EnrolmentToken.token_type:
            return super().verify(token)
        claims = read(token, EnrolmentToken)
        user = (
            User.objects.present()
            .filter(pk=claims["user_id"], is_active=True, token_version=claims["token_version"])
            .first()
        )
        if user is None or SecondFactor.objects.confirmed().filter(user=user).exists():
            raise AuthFailed("The token is not valid any more")
        return Caller(id=user.pk, username=user.username, claims=claims)


def _kind(token: str) -> str:
    """What a token says it is; it is verified as that afterwards."""
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError as error:
        raise AuthFailed("The token is not valid") from error
    return str(claims.get("token_type"))
