"""Replacing the key that HDTS signs with, while both parties keep working."""

from deploy.failure import StepFailed
from deploy.provisioning.secret_values import Secrets, new_key

PREVIOUS = "hdts_previous"


def hdts_keys(secrets: Secrets) -> dict[str, str]:
    """Every key that is valid now: one, or two during a rotation."""
    valid = [secrets["hdts"], *([secrets[PREVIOUS]] if PREVIOUS in secrets else [])]
    return {key["key_id"]: key["secret"] for key in valid}


def begin(secrets: Secrets) -> Secrets:
    """A new key beside the one in use."""
    if PREVIOUS in secrets:
        text = "the key of HDTS is being rotated already"
        raise StepFailed(text, advice="End that with ./tts rotate hdts --finish")
    return {**secrets, "hdts": new_key("hdts"), PREVIOUS: secrets["hdts"]}


def finish(secrets: Secrets) -> Secrets:
    """The new key alone."""
    if PREVIOUS not in secrets:
        raise StepFailed("no key of HDTS is being rotated", advice="Begin with ./tts rotate hdts")
    return {name: value for name, value in secrets.items() if name != PREVIOUS}
