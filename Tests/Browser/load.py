"""Lets wrk ask for a page of somebody with very many drafts. Started by Tests/Browser/load."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from programs import ProgramEnded
from stage import Stage
from visitor import Visitor


def arguments():
    parser = argparse.ArgumentParser(prog="Tests/Browser/load")
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--drafts", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--path", default="/drafts")
    return parser.parse_args()


def resident(process):
    """MB of memory of a process that are in use."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return round(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024, 1)


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return round(float(number) * {"us": 0.001, "ms": 1, "s": 1_000, "m": 60_000}[unit], 2)


def load(stage, options):
    person = stage.working_person("lena")
    draft = person.receives_draft()
    visitor = Visitor(stage.address)
    visitor.sign_in(person.address)
    # Only the web is measured; a worker would send, place and remove what lies in the table.
    stage.secretary.command("user", "disable", person.address)
    stage.multiply(draft, options.drafts)
    page = visitor.open(options.path)
    assert page.status == 200, f"expected {options.path} to be a page, not {page.status}"
    web = stage.secretary.web
    memory = [resident(web)]
    wrk = subprocess.Popen(
        ["wrk", "--latency", "--threads", "2", "--connections", str(options.connections),
         "--duration", f"{options.seconds}s", "--header", f"Cookie: {visitor.cookie()}", stage.address + options.path],
        stdout=subprocess.PIPE, text=True)
    began = time.monotonic()
    while wrk.poll() is None:
        time.sleep(0.5)
        stage.secretary.check_running()
        if wrk.poll() is None:
            memory.append((time.monotonic() - began, resident(web)))
    report = wrk.stdout.read()
    print(report, file=sys.stderr)
    latency = dict(re.findall(r"(\d+)%\s+(\S+)", report))
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", report)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", report)
    after_a_fifth = next(size for moment, size in memory[1:] if moment > options.seconds / 5)
    return {
        "path": options.path, "drafts": options.drafts, "connections": options.connections, "seconds": options.seconds,
        "page_bytes": len(page.source.encode()),
        "requests_per_second": round(float(re.search(r"Requests/sec:\s+([\d.]+)", report)[1])),
        "p50_ms": milliseconds(latency["50"]), "p99_ms": milliseconds(latency["99"]),
        "memory_start": memory[0], "memory_after_a_fifth": after_a_fifth, "memory_end": memory[-1][1],
        "memory_most": max(size for _, size in memory[1:]),
        "failed": int(failed[1]) if failed else 0, "broken": sum(map(int, broken.groups())) if broken else 0}


def main():
    options = arguments()
    folder = Path(tempfile.mkdtemp(prefix="secretary-load-"))
    stage = Stage(options.bin, folder)
    try:
        result = load(stage, options)
    except ProgramEnded as ended:
        raise SystemExit(f"load: {ended}; the log is {folder}/log") from None
    finally:
        stage.end()
    shutil.rmtree(folder)
    print(json.dumps(result))
    is_flat = result["memory_end"] <= 1.1 * result["memory_after_a_fifth"]
    return 0 if is_flat and not result["failed"] and not result["broken"] else 1


if __name__ == "__main__":
    sys.exit(main())
