"""Tasks: the work of a study in pieces, each done once, anywhere, and never lost."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from sim.scenario.fault import BadInput, Fault
from sim.study.code import code_digest
from sim.study.store import content_key, keep, open_store, recall

#: The code of this process, as loaded: later changes on the disk have no effect on it.
CODE = code_digest()
#: Tasks handed to an executor at a time, so that a large study does not queue all its tables at once.
AHEAD = 64

Arrays = Mapping[str, np.ndarray]


def task_key(kind: str, **parts: Any) -> str:
    """Return the name of a task's result: a digest of its kind and parts, and of the code that plays."""
    return content_key(kind=kind, code=CODE, **parts)


def spans(runs: int, size: int) -> list[tuple[int, int]]:
    """Split replicates into spans of at most `size`: the first of each, and the one after its last."""
    return [(first, min(first + size, runs)) for first in range(0, runs, size)]


class Task(Protocol):
    """A piece of work; its result is arrays and depends only on what its key is made from."""

    @property
    def key(self) -> str:
        """Name of the result: a digest of everything that it is computed from."""
        ...

    def carry_out(self) -> Arrays:
        """Do the work; a pure function, the same on every machine."""
        ...


def carry_out(
    tasks: Sequence[Task],
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Arrays]:
    """Return the result of every task, in order: see `as_completed`."""
    results = dict(as_completed(tasks, folder, executor, progress))
    return [results[number] for number in range(len(tasks))]


def as_completed(
    tasks: Sequence[Task],
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[tuple[int, Arrays]]:
    """Yield the number and the result of every task, computing what the store does not hold yet.

    Results are kept as they come in, by this process alone: workers need no disk in common with it. The same
    tasks give the same results, wherever and in whatever order they are done. Raises BadInput if the store
    cannot be written, or a worker has other code than this process; BrokenExecutor if a worker process died;
    what was finished is kept.

    Parameters
    ----------
    folder : the store, where finished tasks are kept; nothing is kept if not given
    executor : where tasks run; here and now if not given
    progress : called with the number of tasks done since the last call
    """
    if folder is not None:
        open_store(folder)
    left: dict[str, Task] = {}
    numbers: dict[str, list[int]] = {}
    for number, task in enumerate(tasks):
        key = task.key
        kept = recall(folder, key) if folder is not None and key not in left else None
        if kept is None:
            left[key] = task
            numbers.setdefault(key, []).append(number)
            continue
        yield number, kept
        if progress:
            progress(1)
    for key, found in _done(left, executor):
        if folder is not None:
            keep(folder, key, found)
        for number in numbers[key]:
            yield number, found
        if progress:
            progress(1)


def _done(left: Mapping[str, Task], executor: Executor | None) -> Iterator[tuple[str, Arrays]]:
    """Yield the results of tasks as they come in."""
    if executor is None:
        yield from ((key, task.carry_out()) for key, task in left.items())
        return
    waiting = iter(left.items())
    running: dict[Future[Arrays], str] = {}
    try:
        while True:
            while len(running) < AHEAD and (item := next(waiting, None)) is not None:
                running[executor.submit(_work, _packed(item[1], executor), CODE)] = item[0]
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future.result()
    except BaseException:
        for future in running:
            future.cancel()
        raise


def _packed(task: Task, executor: Executor) -> Task | bytes:
    """Return a task as workers get it: processes cannot say why they cannot unpack one, so that we do it."""
    if not isinstance(executor, ProcessPoolExecutor):
        return task
    try:
        return pickle.dumps(task)
    except Exception as error:  # pickle passes on whatever a class of somebody else's raises
        raise _not_sent(error) from None


def _work(task: Task | bytes, code: str) -> Arrays:
    """Do a task, unless the program that assigns the work has other code."""
    if code != CODE:
        problem = f"a worker has other code ({CODE}) than the program that assigns the work ({code})"
        raise BadInput([Fault("workers", f"{problem}; restart both from the same installation")])
    if not isinstance(task, bytes):
        return task.carry_out()
    try:
        unpacked: Task = pickle.loads(task)
    except Exception as error:  # whatever a module of somebody else's raises
        raise _not_sent(error) from None
    return unpacked.carry_out()


def _not_sent(error: Exception) -> BadInput:
    problem = f"cannot get an object that was given in Python ({type(error).__name__}: {error})"
    allowed = "classes at the top of a module that workers can import too, in objects that can be pickled"
    return BadInput([Fault("workers", problem, allowed=f"{allowed}; or one process, without workers")])
