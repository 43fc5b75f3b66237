"""Workers of a server that was killed."""

import subprocess
import sys

WORKER = """
import time
from shared.orphans import end_with_parent
end_with_parent()
print("ready", flush=True)
time.sleep(60)
"""
SERVER = f"""
import subprocess, sys
subprocess.run([sys.executable, "-c", {WORKER!r}])
"""


def test_a_worker_ends_with_the_server_that_was_killed():
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    assert server.stdout.readline() == "ready\n"

    server.kill()

    # Both write to it, so it ends when neither lives.
    rest, _ = server.communicate(timeout=10)
    assert rest == ""
