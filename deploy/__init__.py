"""How TTS is set up, started, watched and tested: natively by `./tts`, in containers by compose."""
