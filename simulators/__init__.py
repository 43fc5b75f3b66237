"""What a newcomer and the tests talk to in place of HDTS, AMS, BMS and a mail server.

Each is one small program: `python -m simulators.<ams|bms|hdts|mail>`. They know TTS only by its
contracts (HTTP, AMQP, SMTP), as the real systems would.
"""
