"""E-signature: sends envelopes; whoever opens the signing address may sign or decline."""

from datetime import timedelta
from typing import Any, Final

from simulators.office.checking import ADDRESS, Problems, inside, matching, parts, text
from simulators.office.system import Body, Occasion, System, impossible, moment
from simulators.web import Answer

MAX_SIGNERS: Final = 20
VALID: Final = timedelta(days=14)


def problems(body: Body) -> Problems:
    signers, wrong = parts(body, "signers", MAX_SIGNERS)
    for place, signer in enumerate(signers):
        person = text(signer, "name", 200, least=0)
        person += matching(signer, "email", ADDRESS, "ana.cruz@example.com")
        wrong += inside(f"signers[{place}]", person)
    document = [] if body.get("documentUrl") is None else text(body, "documentUrl", 2000)
    return [
        *text(body, "reference", 64),
        *text(body, "title", 200),
        *document,
        *text(body, "message", 2000, least=0),
        *wrong,
    ]


def decide(body: Body, occasion: Occasion) -> dict[str, Any]:
    envelope = f"ENV-{occasion.number:06d}"
    return {
        "envelopeId": envelope,
        "status": "sent",
        "signingUrl": f"{occasion.address}/sign/{envelope}",
        "expiresAt": moment(occasion.now + VALID),
    }


def decline() -> Answer:
    raise impossible("The signer has asked not to be written to", "SIGNER_BLOCKED")


def summary(body: Body) -> str:
    return f"{body['title']} for {', '.join(signer['email'] for signer in body['signers'])}"


ESIGNATURE: Final = System(
    name="esignature",
    title="E-signature",
    path="/api/v1/envelopes",
    reference="reference",
    problems=problems,
    decide=decide,
    decline=decline,
    summary=summary,
)
