"""Secrets that have to be read again: encrypted in the database, the key is in the environment."""

import base64
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from shared.errors import Unavailable


def encrypt(text: str, *, purpose: str) -> str:
    """`text` for the database; only `decrypt` with the same purpose reads it."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def decrypt(stored: str, *, purpose: str) -> str:
    """What was encrypted; Unavailable when TTS_SIGNING_KEY_SECRET is another one now."""
    try:
        return _cipher(purpose).decrypt(stored.encode()).decode()
    except InvalidToken as error:
        text = f"The {purpose} was encrypted under another TTS_SIGNING_KEY_SECRET"
        raise Unavailable(text) from error


@cache
def _cipher(purpose: str) -> Fernet:
    info = f"tts {purpose}".encode()
    derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info)
    secret = derive.derive(settings.SIGNING_KEY_SECRET.encode())
    return Fernet(base64.urlsafe_b64encode(secret))
