"""No worker outlives the server that started it."""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Have the kernel end this process (SIGTERM) when its parent dies, however that happens.

    A server that is killed cannot tell its workers. They would go on listening beside those of
    its successor, with the code of then, for ever. See prctl(2); elsewhere than on Linux nothing
    happens.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
