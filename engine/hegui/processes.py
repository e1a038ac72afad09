"""Work shared between processes: what one core is long at, several do side by side."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Hashable, Iterable, Sequence
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from hegui.words.errors import Fault, HeguiError
from hegui.words.places import Place

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")
G = TypeVar("G", bound=Hashable)

MOST = 4
"""Processes at most where nobody says how many: each binds the logs anew, so that more of them gain little."""


def cores() -> int:
    """Cores that this process may use, and no more than are of use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)


def shared_out(items: Sequence[T], group: Callable[[T], G], weight: Callable[[T], int], shares: int) -> list[list[T]]:
    """Items in shares of like weight, none of them empty; those of one group stay together, and all in their order.

    Args:
        items: what there is to do.
        group: what an item has in common with others.
        weight: how long an item takes, in any unit.
        shares: how many there are at most.
    """
    weights: dict[G, int] = {}
    for item in items:
        weights[group(item)] = weights.get(group(item), 0) + weight(item)
    loads, share_of = [0] * shares, dict[G, int]()
    for name, heavy in sorted(weights.items(), key=lambda entry: -entry[1]):
        lightest = loads.index(min(loads))
        share_of[name] = lightest
        loads[lightest] += heavy
    found = [[item for item in items if share_of[group(item)] == number] for number in range(shares)]
    return [share for share in found if share] or [[]]


class Helpers(Generic[T]):
    """A process for each of several calls, at work next to this one for as long as a ``with`` block lasts.

    They are spawned, not forked: threads of the columnar engine would not survive a fork. Arguments and results are pickled.
    """

    def __init__(self, work: Callable[..., T], calls: Iterable[tuple[Any, ...]]) -> None:
        self._work = work
        self._calls = tuple(calls)
        self._at_work: list[tuple[SpawnProcess, Connection]] = []

    def __enter__(self) -> Self:
        context = get_context("spawn")
        for call in self._calls:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_do, args=(sender, self._work, call), daemon=True)
            process.start()
            sender.close()
            self._at_work.append((process, receiver))
        return self

    def __exit__(self, *_: object) -> None:
        """End whoever is still at work."""
        for process, receiver in self._at_work:
            receiver.close()
            process.terminate()
            process.join()
            process.close()

    def results(self) -> list[T]:
        """What came of each call, once it is there.

        Raises:
            HeguiError: a process was ended from outside.
            Exception: what a call raised.
        """
        return [_heard(receiver) for _, receiver in self._at_work]


def _heard(receiver: Connection[Any, Any]) -> Any:  # noqa: ANN401 - whatever the call returned
    try:
        returned, raised = receiver.recv()
    except EOFError:
        what = "a process that shared the work was ended from outside, perhaps for want of memory"
        raise HeguiError(Fault(Place("--processes"), what, "try again with --processes 1")) from None
    if raised is not None:
        raise raised
    return returned


def _do(sender: Connection[Any, Any], work: Callable[..., object], call: tuple[object, ...]) -> None:
    """The call, in its process. An interrupt from the keyboard is for the process that asked; whoever is ended cleans up first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    try:
        said: tuple[object, Exception | None] = work(*call), None
    except HeguiError as error:
        said = None, error
    except Exception as error:  # noqa: BLE001 - raised again by who asked; exceptions of libraries need not survive pickling
        said = None, RuntimeError(f"{error!r} in a process that shared the work\n{traceback.format_exc()}")
    sender.send(said)


def _leave(*_: object) -> None:
    raise SystemExit
