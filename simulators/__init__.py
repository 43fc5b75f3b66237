"""What a newcomer and the tests talk to in place of the systems around TTS.

Each is one small program: `python -m simulators.<ams|bms|hdts|mail|office>`. They know TTS only by
its contracts (HTTP, AMQP, SMTP), as the real systems would.
"""
