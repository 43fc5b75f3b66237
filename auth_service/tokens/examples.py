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
