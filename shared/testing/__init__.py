"""What tests of every service use: personas, tokens, clients, messages in and out."""

from shared.testing.people import make_client, person, service_client, token_of

__all__ = ["make_client", "person", "service_client", "token_of"]
