"""Bad moods of the simulators: switched on and off while they run (`/faults/`)."""
