"""Steady work for TTS: tickets over HTTP and AMQP, agents who execute steps, people who comment."""
