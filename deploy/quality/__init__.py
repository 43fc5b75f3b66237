"""What CI runs: `./tts test` and `./tts check`."""
