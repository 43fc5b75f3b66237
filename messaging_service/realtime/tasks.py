"""Ending asyncio tasks that talk to Redis."""

import asyncio
from collections.abc import Collection

PATIENCE_SECONDS = 0.5
ATTEMPTS = 20


async def stop(tasks: Collection[asyncio.Task[None]]) -> None:
    """Cancel `tasks` until they are over.

    Once is not enough: redis-py can turn a cancellation into an error of its own, which the task
    takes for a failure of Redis and survives.
    """
    pending = {task for task in tasks if task is not asyncio.current_task()}
    for _ in range(ATTEMPTS):
        for task in pending:
            task.cancel()
        if pending:
            _, pending = await asyncio.wait(pending, timeout=PATIENCE_SECONDS)
