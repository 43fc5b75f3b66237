"""What changes bulk jobs: choosing tasks, running, taking back. One transaction each."""
