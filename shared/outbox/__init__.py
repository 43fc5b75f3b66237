"""The way out of a service: state and the message announcing it commit together."""
