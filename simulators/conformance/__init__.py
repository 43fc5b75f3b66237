"""Does a partner's endpoint do what TTS relies on? Asks it, and says rule by rule."""
