"""Codes of an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds)."""

import io
from dataclasses import dataclass

import pyotp
import segno
from django.utils import timezone

from auth_service.accounts.models import User
from auth_service.encryption import decrypt, encrypt
from auth_service.second_factor.models import SecondFactor

ISSUER = "TTS"
PURPOSE = "second factor"
STEP_SECONDS = 30
# A clock may be off by one step, and people need time to type.
WINDOW = 1


@dataclass(frozen=True, slots=True)
class Provisioning:
    """What an authenticator app is told: by QR code or by typing the secret."""

    secret: str
    uri: str
    qr_svg: str


def new_secret() -> str:
    """An encrypted random secret."""
    return encrypt(pyotp.random_base32(), purpose=PURPOSE)


def provisioning(factor: SecondFactor, user: User) -> Provisioning:
    secret = decrypt(factor.secret, purpose=PURPOSE)
    uri = pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=ISSUER)
    return Provisioning(secret=secret, uri=uri, qr_svg=_qr_code(uri))


def use(factor: SecondFactor, code: str) -> bool:
    """Whether `code` is one of now; it and all older ones are used up then.

    The caller holds the lock of the person.
    """
    counter = _matching_counter(factor, code)
    if counter is None:
        return False
    factor.last_counter = counter
    factor.save(update_fields=["last_counter"])
    return True


def _matching_counter(factor: SecondFactor, code: str) -> int | None:
    totp = pyotp.TOTP(decrypt(factor.secret, purpose=PURPOSE))
    now = int(timezone.now().timestamp()) // STEP_SECONDS
    fresh = range(max(now - WINDOW, factor.last_counter + 1), now + WINDOW + 1)
    matching = [n for n in fresh if pyotp.utils.strings_equal(totp.generate_otp(n), code)]
    return matching[0] if matching else None


def _qr_code(uri: str) -> str:
    out = io.BytesIO()
    segno.make(uri, error="m").save(out, kind="svg", scale=5, xmldecl=False, border=4)
    return out.getvalue().decode()
