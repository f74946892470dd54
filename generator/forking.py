"""Work spread over several processes. Each has by its fork all that this one has in memory; only answers cross over."""

import errno
import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from math import ceil
from typing import Any, TypeVar

SHARE = 40
"""Tasks that a process is given at a time, at most."""
SHARES = 8
"""Shares for each process, at least, so that none waits long for another that has the longer tasks."""
WORTH_IT = 200
"""Short tasks from which a second process saves more time than it takes to start."""
_ENDED = "a process that shared the work was ended from outside, perhaps since memory ran out"
Task = TypeVar("Task")
Done = TypeVar("Done")

_work: Callable[[Any], Any] | None = None
"""What a forked process finds in its memory: nothing of it is sent."""


def processors(jobs: int | None = None) -> int:
    """How many processes can work at once: as many as asked for, or one for each processor; one without forks."""
    return (jobs or os.cpu_count() or 1) if hasattr(os, "fork") else 1


def spread(
    work: Callable[[Task], Done], tasks: Sequence[Task], jobs: int, worth_it: int | None = None
) -> Iterator[Done]:
    """Do each task, in several processes where that is worth it; the answers in the order of the tasks.

    `worth_it` is the number of tasks from which it is, where they are not short. Raises ChildProcessError where one of
    the processes is ended from outside.
    """
    global _work
    if jobs == 1 or len(tasks) < (WORTH_IT if worth_it is None else worth_it):
        yield from map(work, tasks)
        return
    _work = work
    # A collection would write to every object, and so copy the memory that the processes share.
    gc.freeze()
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _end_with_parent) as pool:
            for done in pool.map(_share, _shares(tasks, jobs)):
                yield from done
    except BrokenProcessPool:
        raise ChildProcessError(errno.ECHILD, _ENDED) from None
    finally:
        _work = None
        gc.unfreeze()


def _shares(tasks: Sequence[Task], jobs: int) -> Iterable[Sequence[Task]]:
    size = min(SHARE, ceil(len(tasks) / (jobs * SHARES)))
    return (tasks[at : at + size] for at in range(0, len(tasks), size))


def _share(tasks: Sequence[Any]) -> list[Any]:
    assert _work is not None
    return [_work(task) for task in tasks]


def _end_with_parent() -> None:
    """Have this process end when the one that began it is killed; by itself it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    ended = parent.join

    def follow() -> None:
        ended()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
