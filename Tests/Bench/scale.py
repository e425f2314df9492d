"""Many real workers on one machine: how long until all are ready, checked, and back after all were killed at once."""

import os
import signal
import time

from figures import CALM, Figure
from fleets import Secretary
from process import typical_memory, until


def available():
    """MB the whole machine could still give away."""
    with open("/proc/meminfo") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("MemAvailable")) / 1024


def scale(programs, simulator, folder, count, say):
    addresses = [f"user{number}@example.com" for number in range(count)]
    secretary = Secretary(programs, simulator, folder / "scale", addresses)
    say(f"{count} users are in the store")
    before = available()
    started = time.monotonic()
    with secretary:
        secretary.ready(patience=600)
        yield Figure("scale_workers", "count", count)
        yield Figure("scale_all_ready", "s", time.monotonic() - started)
        secretary.checked(patience=600)
        yield Figure("scale_all_checked", "s", time.monotonic() - started)

        for address in addresses:
            simulator.deliver(address)
        started = time.monotonic()
        for pid in secretary.workers().values():
            os.kill(pid, signal.SIGUSR1)
        until(
            lambda: sum(simulator.calls(address, "drafts.create") for address in addresses) == count, 600, 0.2,
            what="one draft in every mailbox", progress=lambda: say("workers are drafting"))
        yield Figure("scale_all_drafted", "s", time.monotonic() - started)

        time.sleep(CALM)
        workers = secretary.workers()
        typical = typical_memory(workers.values())
        yield Figure("scale_worker_uss", "MB", typical.private)
        yield Figure("scale_worker_pss", "MB", typical.proportional)
        yield Figure("scale_supervisor_uss", "MB", secretary.memory().private)
        yield Figure("scale_machine_memory_per_worker", "MB", (before - available()) / count)

        started, killed = time.monotonic(), time.time()
        for pid in workers.values():
            os.kill(pid, signal.SIGKILL)
        until(
            lambda: secretary.back(since=killed) == count, 900, 0.02, what="all workers to be back",
            progress=lambda: say(f"{secretary.back(since=killed)} of {count} workers are back"))
        yield Figure("scale_all_back", "s", time.monotonic() - started)
        drafts = sum(simulator.calls(address, "drafts.create") for address in addresses)
        yield Figure("scale_drafts_twice", "count", drafts - count)
        left = set(secretary.workers().values())
        started = time.monotonic()
    yield Figure("scale_stop", "s", time.monotonic() - started)
    yield Figure("scale_orphans", "count", sum(os.path.exists(f"/proc/{pid}") for pid in left))
