"""What Linux tells of a process: its memory, its processor time, its children."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Memory:
    """In MB of 1,048,576 bytes, from /proc/PID/smaps_rollup."""

    private: float
    """USS: what would be free if this process alone ended."""
    proportional: float
    """PSS: private, and a share of what several processes have in common."""
    written: float
    """Private and changed: without program text that nobody else happens to run."""


def memory(pid):
    kilobytes = {}
    with open(f"/proc/{pid}/smaps_rollup") as file:
        for line in file:
            name, _, rest = line.partition(":")
            if rest.endswith("kB\n"):
                kilobytes[name] = int(rest.split()[0])
    private = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
    return Memory(private / 1024, kilobytes["Pss"] / 1024, kilobytes["Private_Dirty"] / 1024)


def sum_of_memory(pids):
    all_of_them = [memory(pid) for pid in pids]
    return Memory(
        sum(m.private for m in all_of_them), sum(m.proportional for m in all_of_them),
        sum(m.written for m in all_of_them))


def typical_memory(pids):
    all_of_them = [memory(pid) for pid in pids]
    return Memory(
        median(m.private for m in all_of_them), median(m.proportional for m in all_of_them),
        median(m.written for m in all_of_them))


def processor_seconds(pid):
    """Time on a processor of all threads there are and were, to the nanosecond: the clock that clock_getcpuclockid(3)
    names, a number made of the pid."""
    scheduler_clock = 2
    return time.clock_gettime((~pid << 3) | scheduler_clock)


def settled(pid, pause=0.02, calm=3, patience=2):
    """Waits until a process has done nothing for some readings in a row, and gives its processor time then."""
    deadline = time.monotonic() + patience
    last, quiet = processor_seconds(pid), 0
    while quiet < calm and time.monotonic() < deadline:
        time.sleep(pause)
        now = processor_seconds(pid)
        quiet = quiet + 1 if now == last else 0
        last = now
    return last


def children(pid):
    found = []
    for thread in os.listdir(f"/proc/{pid}/task"):
        with suppress(FileNotFoundError, ProcessLookupError):  # threads come and go
            with open(f"/proc/{pid}/task/{thread}/children") as file:
                found += [int(child) for child in file.read().split()]
    return found


def until(condition, patience=60, pause=0.005, what="it", progress=None):
    """Waits for something true and gives it; a benchmark that waits in vain says for what. `progress` is called every ten
    seconds meanwhile."""
    begin = said = time.monotonic()
    while True:
        value = condition()
        if value:
            return value
        now = time.monotonic()
        if now > begin + patience:
            raise TimeoutError(f"waited {patience} s in vain for {what}")
        if progress and now > said + 10:
            said = now
            progress()
        time.sleep(pause)
