"""A throw-away key pair: tests sign with it, the services verify with the real code."""

import json
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
    path = Path(tempfile.mkdtemp(prefix="tts-test-")) / "jwks.json"
    path.write_text(json.dumps({"keys": [jwk]}))
    return path
