"""Examples of the OpenAPI description."""

from drf_spectacular.utils import OpenApiExample

from auth_service.documentation import refusal

SIGN_IN_EXAMPLES = [
    OpenApiExample(
        "By user name",
        {"username": "maria.reyes", "password": "correct horse battery staple"},
        request_only=True,
    ),
    OpenApiExample(
        "With a second factor",
        {
            "email": "maria.reyes@example.com",
            "password": "correct horse battery staple",
            "otp": "492039",
        },
        request_only=True,
    ),
    refusal(401, "AUTH_FAILED", "No active account with these credentials"),
    refusal(
        401,
        "OTP_REQUIRED",
        "A second factor is needed: send `otp` as well",
        {"totp": "a code of your authenticator app", "recovery": "one of your recovery codes"},
    ),
    refusal(
        401,
        "ENROLMENT_REQUIRED",
        "Your role needs a second factor: set one up first",
        enrolment_token="eyJhbGciOi…",  # noqa: S106  an example
        expires_in=600,
    ),
]

VERIFIED = OpenApiExample(
    "A person's token",
    value={
        "valid": True,
        "token_type": "access",
        "subject": "12",
        "expires_at": "2026-11-21T10:15:00Z",
    },
    response_only=True,
    status_codes=["200"],
)
SERVICE_TOKEN = OpenApiExample(
    "A program's token",
    value={
        "access": "eyJhbGciOi…",
        "access_token": "eyJhbGciOi…",
        "token_type": "Bearer",
        "expires_in": 900,
        "scopes": ["users.read"],
    },
    response_only=True,
    status_codes=["200"],
)
