"""`./tts chaos`: breaks a throw-away TTS under load and judges it by a ledger of its own."""
