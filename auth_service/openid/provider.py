"""The organisation's OpenID Connect provider: authorisation code with PKCE (RFC 7636)."""

import time
from dataclasses import dataclass
from typing import Any

import jwt
import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings

from shared.errors import AuthFailed, NotFound, Unavailable

SCOPES = "openid email profile"
ALGORITHMS = ["RS256", "ES256", "PS256"]
REQUIRED = ["exp", "iat", "iss", "aud", "sub", "nonce"]
TIMEOUT_SECONDS = 5
LEEWAY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Attempt:
    """What must come back from the provider as it was sent."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider vouches for; `email` is empty unless it says that it was verified.

    `proven_twice`: the provider says that it has asked for a second factor itself (RFC 8176).
    `proven_at`: when it last asked its user at all, in Unix seconds; 0 when it does not say.
    """

    issuer: str
    subject: str
    email: str
    proven_twice: bool = False
    proven_at: int = 0


def require_configured() -> None:
    """NotFound where no provider is configured: the sign-in does not exist then."""
    if not settings.OPENID_ISSUER:
        raise NotFound("Signing in with another provider is not set up")


def redirect_uri() -> str:
    return f"{settings.PUBLIC_URL}/api/auth/token/openid/callback/"


def authorisation_url(attempt: Attempt) -> str:
    """Where the browser goes to prove who its user is."""
    endpoint = _configuration()["authorization_endpoint"]
    url, _ = _session().create_authorization_url(
        endpoint, state=attempt.state, nonce=attempt.nonce, code_verifier=attempt.verifier
    )
    return str(url)


def identity_for(code: str, attempt: Attempt) -> Identity:
    """Exchange the code; AuthFailed when the provider refuses or its token does not convince."""
    configuration = _configuration()
    try:
        answer = _session().fetch_token(
            configuration["token_endpoint"],
            code=code,
            code_verifier=attempt.verifier,
            timeout=TIMEOUT_SECONDS,
        )
    except OAuthError as error:
        raise AuthFailed("The provider did not accept the sign-in") from error
    except (requests.RequestException, ValueError) as error:
        raise Unavailable(f"The provider does not answer: {error}") from error
    claims = _verified(str(answer.get("id_token", "")), configuration)
    if claims["nonce"] != attempt.nonce:
        raise AuthFailed("The provider's token belongs to another sign-in")
    verified = claims.get("email_verified") is True
    return Identity(
        issuer=str(claims["iss"]),
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")) if verified else "",
        proven_twice=_names_mfa(claims.get("amr")),
        proven_at=_in_the_past(claims.get("auth_time")),
    )


def _in_the_past(claim: Any) -> int:
    return min(claim, int(time.time())) if isinstance(claim, int) and claim > 0 else 0


def _names_mfa(methods: Any) -> bool:
    return isinstance(methods, list) and "mfa" in methods


def _verified(id_token: str, configuration: dict[str, Any]) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            id_token,
            _key(id_token, configuration["jwks_uri"]),
            algorithms=ALGORITHMS,
            issuer=settings.OPENID_ISSUER,
            audience=settings.OPENID_CLIENT_ID,
            leeway=LEEWAY_SECONDS,
            options={"require": REQUIRED},
        )
    except jwt.PyJWTError as error:
        raise AuthFailed("The provider's token is not valid") from error
    if isinstance(claims["aud"], list) and claims.get("azp") != settings.OPENID_CLIENT_ID:
        raise AuthFailed("The provider's token was made for another program")
    return claims


def _key(id_token: str, jwks_uri: str) -> jwt.PyJWK:
    header = jwt.get_unverified_header(id_token)
    for jwk in _json(jwks_uri)["keys"]:
        if jwk.get("kid") == header.get("kid") and jwk.get("use", "sig") == "sig":
            return jwt.PyJWK(jwk, algorithm=header.get("alg") if "alg" not in jwk else None)
    raise jwt.InvalidKeyError("signed with a key that the provider does not publish")


def _session() -> OAuth2Session:
    return OAuth2Session(
        settings.OPENID_CLIENT_ID,
        settings.OPENID_CLIENT_SECRET or None,
        scope=SCOPES,
        redirect_uri=redirect_uri(),
        code_challenge_method="S256",
        token_endpoint_auth_method=(
            "client_secret_basic" if settings.OPENID_CLIENT_SECRET else "none"
        ),
    )


_known: dict[str, tuple[float, dict[str, Any]]] = {}
CONFIGURATION_SECONDS = 3600.0


def _configuration() -> dict[str, Any]:
    """The provider's own description, asked once an hour."""
    issuer = settings.OPENID_ISSUER
    at, configuration = _known.get(issuer, (0.0, {}))
    if not configuration or time.monotonic() - at > CONFIGURATION_SECONDS:
        configuration = _json(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if configuration.get("issuer") != issuer:
            raise Unavailable("The provider calls itself by another name than is configured")
        _known[issuer] = time.monotonic(), configuration
    return configuration


def _json(url: str) -> dict[str, Any]:
    try:
        response = requests.get(url, timeout=TIMEOUT_SECONDS, allow_redirects=False)
        response.raise_for_status()
        document: dict[str, Any] = response.json()
    except (requests.RequestException, ValueError) as error:
        raise Unavailable(f"The provider does not answer: {error}") from error
    return document
