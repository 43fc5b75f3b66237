"""`./tts bench`: the figures of TTS beside those of the plainest code that does the same."""
