"""What Linux tells of memory and processor time. Memory in MB of 1,048,576 bytes."""

import re
import time
from contextlib import suppress


def available():
    """What the whole machine could still give away."""
    with open("/proc/meminfo") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("MemAvailable")) / 1024


def rollup(pid, pattern):
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return sum(int(number) for number in re.findall(pattern, file.read())) / 1024


def private(pids):
    return sum(rollup(pid, r"Private_(?:Clean|Dirty):\s+(\d+)") for pid in pids)


def proportional(pid):
    """None when the process is gone."""
    with suppress(OSError):
        return rollup(pid, r"(?m)^Pss:\s+(\d+)")


def processor_seconds(pids):
    """Of all threads there are and were: the clock that clock_getcpuclockid(3) names, a number made of the pid."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            total += time.clock_gettime((~pid << 3) | 2)
    return total
