"""The `./tts` command (specification: topology.md, The ./tts command)."""
