"""The figures: each is measured on both sides in the same run, on the same mail."""

import functools
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from fleets import OFTEN, Peer, Secretary
from process import memory, settled, typical_memory, until
from simulator import IDLE_SECONDS


@dataclass(frozen=True)
class Figure:
    name: str
    unit: str
    ours: float
    peer: str | None = None
    theirs: float | None = None

    def json(self):
        line = {"figure": self.name, "unit": self.unit, "ours": rounded(self.ours)}
        if self.peer:
            line |= {"peer": self.peer, "theirs": rounded(self.theirs), "ratio": rounded(self.ours / self.theirs)}
        return line


def rounded(value):
    """Three digits that mean something; counts as they are."""
    return value if isinstance(value, int) else float(f"{value:.3g}")


LETTERS = 3  # that every worker has answered before its memory is looked at
CALM = 8  # seconds without work, after which idle threads are gone on both sides
CHECKS = 100
DRAFTS = 100  # per run of the drafting figures
RUNS = 3


@dataclass(frozen=True)
class Subject:
    """One worker under measurement, ours or theirs."""

    address: str
    pid: int
    check: Callable[[], None]
    """One check by hand; returns when the worker sleeps again."""


def ours(simulator, secretary, address):
    pid = secretary.workers()[address]

    def check():
        before = simulator.calls(address, "history.list")
        os.kill(pid, signal.SIGUSR1)
        until(lambda: simulator.calls(address, "history.list") > before, what="a check", pause=0.002)
        settled(pid)

    return Subject(address, pid, check)


def theirs(peer, address):
    pid = peer.processes[address].pid

    def check():
        peer.check(address)
        settled(pid)

    return Subject(address, pid, check)


def after_mail(simulator, subjects):
    """Lets every worker answer some letters and become quiet; gives their typical memory."""
    for subject in subjects:
        simulator.deliver(subject.address, LETTERS)
        subject.check()
    until(
        lambda: all(simulator.calls(subject.address, "drafts.create") == LETTERS for subject in subjects),
        what="every letter to be drafted")
    time.sleep(CALM)
    return typical_memory(subject.pid for subject in subjects)


def cost_of_checks(simulator, subjects, pause):
    """Milliseconds of processor, and quota units, per check that finds nothing. The sides take turns, so that a busy machine
    is equally busy for both."""
    for subject in subjects:
        subject.check()
    before = [(settled(subject.pid), simulator.units(subject.address)) for subject in subjects]
    for _ in range(CHECKS):
        time.sleep(pause)
        for subject in subjects:
            subject.check()
    return [
        (1000 * (settled(subject.pid) - seconds) / CHECKS, (simulator.units(subject.address) - units) / CHECKS)
        for subject, (seconds, units) in zip(subjects, before)]


def cost_of_drafts(simulator, subjects):
    """Milliseconds of processor per draft, and drafts per second; medians of runs in turns."""
    costs, rates = [[] for _ in subjects], [[] for _ in subjects]
    for _ in range(RUNS):
        for subject, cost, rate in zip(subjects, costs, rates):
            simulator.deliver(subject.address, DRAFTS)
            target = simulator.calls(subject.address, "drafts.create") + DRAFTS
            seconds, started = settled(subject.pid), time.monotonic()
            os.kill(subject.pid, signal.SIGUSR1)
            drafted = functools.partial(simulator.calls, subject.address, "drafts.create")
            until(lambda drafted=drafted, target=target: drafted() >= target, what=f"{DRAFTS} drafts")
            rate.append(DRAFTS / (time.monotonic() - started))
            cost.append(1000 * (settled(subject.pid) - seconds) / DRAFTS)
    return [(median(cost), median(rate)) for cost, rate in zip(costs, rates)]


def figures(programs, python, simulator, folder, count, say):
    def both(name, unit, our_value, their_value):
        return Figure(name, unit, our_value, "python", their_value)

    our_addresses = [f"ours{number}@example.com" for number in range(count)]
    their_addresses = [f"peer{number}@example.com" for number in range(count)]
    often = "often@example.com"
    with (
        Secretary(programs, simulator, folder / "ours", our_addresses) as secretary,
        Secretary(programs, simulator, folder / "often", [often], interval=OFTEN) as frequent,
        Peer(python, simulator, folder / "peer", their_addresses) as peer,
    ):
        say(f"{count} Python workers are ready")
        for fleet in (secretary, frequent):
            fleet.ready()
            # The first check of a mailbox only notes where its history stands, so mail comes after it.
            fleet.checked()
        say(f"{count} workers of ours have checked once")

        our_memory = after_mail(simulator, [ours(simulator, secretary, address) for address in our_addresses])
        their_memory = after_mail(simulator, [theirs(peer, address) for address in their_addresses])
        yield both("worker_uss", "MB", our_memory.private, their_memory.private)
        yield both("worker_pss", "MB", our_memory.proportional, their_memory.proportional)

        pair = [ours(simulator, secretary, our_addresses[0]), theirs(peer, their_addresses[0])]
        say("checks with long pauses: the connection is closed in between")
        (our_check, our_units), (their_check, their_units) = cost_of_checks(simulator, pair, 1.5 * IDLE_SECONDS)
        yield both("cpu_per_empty_check", "ms", our_check, their_check)
        yield both("quota_units_per_check", "units", our_units, their_units)

        say("checks with short pauses, as with an interval of a minute: the connection is kept")
        kept = [ours(simulator, frequent, often), theirs(peer, their_addresses[1 % count])]
        frequent_memory = after_mail(simulator, kept[:1])
        (our_check, _), (their_check, _) = cost_of_checks(simulator, kept, 0)
        yield both("cpu_per_frequent_check", "ms", our_check, their_check)
        yield both("frequent_worker_uss", "MB", frequent_memory.private, their_memory.private)

        say(f"{RUNS} times {DRAFTS} letters for each side")
        (our_draft, our_rate), (their_draft, their_rate) = cost_of_drafts(simulator, pair)
        yield both("cpu_per_drafted_message", "ms", our_draft, their_draft)
        yield both("drafts_per_second", "1/s", our_rate, their_rate)

        say("workers are killed one by one")
        yield both(
            "kill_to_ready", "s", median(secretary.restart_seconds(address) for address in our_addresses),
            median(peer.start_seconds))


def supervisor_memory(programs, python, simulator, folder, count, say):
    """A supervisor's own memory, and what it grows by for each child."""
    addresses = [f"child{number}@example.com" for number in range(count)]

    def ours(name, addresses):
        with Secretary(programs, simulator, folder / name, addresses) as secretary:
            secretary.ready()
            secretary.checked()
            time.sleep(CALM)
            return secretary.memory()

    # With one child all machinery is in memory; the others are what a child costs.
    our_one, our_many = ours("one", addresses[:1]), ours("many", addresses)
    their_one, their_many = (supervisord_memory(python, folder / f"supervisord{n}", n) for n in (1, count))
    say(f"our supervisor: {our_one} with 1 child, {our_many} with {count}")
    say(f"supervisord: {their_one} with 1 child, {their_many} with {count}")

    def per_child(one, many):
        return 1024 * (many.written - one.written) / (count - 1)

    yield Figure("supervisor_uss", "MB", our_many.private, "supervisord", their_many.private)
    yield Figure("supervisor_written", "MB", our_many.written, "supervisord", their_many.written)
    yield Figure(
        "supervisor_memory_per_child", "KB", per_child(our_one, our_many), "supervisord",
        per_child(their_one, their_many))


def supervisord_memory(python, folder, count):
    folder.mkdir()
    configuration = folder / "supervisord.conf"
    configuration.write_text(f"""[supervisord]
nodaemon=true
logfile={folder}/supervisord.log
pidfile={folder}/supervisord.pid
childlogdir={folder}
minfds=4096
[program:child]
command=/bin/sleep infinity
process_name=%(program_name)s%(process_num)d
numprocs={count}
""")
    with open(folder / "output", "wb") as output:
        process = subprocess.Popen(
            [python.with_name("supervisord"), "--configuration", configuration], stdin=subprocess.DEVNULL,
            stdout=output, stderr=output)
        try:
            log = folder / "supervisord.log"
            until(
                lambda: log.exists() and log.read_text().count("entered RUNNING state") >= count,
                what="supervisord's children")
            time.sleep(CALM)
            return memory(process.pid)
        finally:
            process.terminate()
            process.wait()
