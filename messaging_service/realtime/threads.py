"""Database and HTTP work of sockets, off the event loop."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from channels.db import database_sync_to_async

P = ParamSpec("P")
R = TypeVar("R")

# All sockets of the process share these, and so at most as many pooled connections. asgiref's
# default is one thread for everything, where one slow statement would stop every socket.
DATABASE = ThreadPoolExecutor(max_workers=4, thread_name_prefix="socket-database")
CALLS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="socket-calls")


async def in_database(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a function that uses the database; its connection goes back to the pool afterwards."""
    return await _run(DATABASE, function, *args, **kwargs)


async def in_thread(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a function that waits for another service; the call is counted in the database."""
    return await _run(CALLS, function, *args, **kwargs)


async def _run(
    executor: ThreadPoolExecutor, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> R:
    work = database_sync_to_async(function, thread_sensitive=False, executor=executor)
    result: R = await work(*args, **kwargs)
    return result
