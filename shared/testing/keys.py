"""A throw-away key pair: tests sign with it, the services verify with the real code."""

import atexit
import json
import shutil
import tempfile
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KID = "test-key"
PRIVATE_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def write_key_set() -> Path:
    """A JWKS file with the public half."""
    algorithm = jwt.algorithms.RSAAlgorithm
    jwk = json.loads(algorithm.to_jwk(PRIVATE_KEY.public_key()))
    jwk.update(kid=KID, alg="RS256", use="sig")
    directory = Path(tempfile.mkdtemp(prefix="tts-test-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    path = directory / "jwks.json"
    path.write_text(json.dumps({"keys": [jwk]}))
    return path
