"""The simulated Gmail that both sides of the benchmark work against."""

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import trust
from process import until

UNITS_PER_MINUTE = 1_000_000  # far above what a benchmark can spend: both sides are measured, not Google's limit
IDLE_SECONDS = 0.4  # until an unused connection is closed; Google's minutes, in the benchmark's scale


class Simulator:
    """`control` is how the benchmark steers it; `api` is the address that both sides are given."""

    def __init__(self, program, folder):
        port, front = free_port(), free_port()
        self.base, self.api = f"http://127.0.0.1:{port}", f"https://localhost:{front}"
        trust.make(folder / "tls")
        trust.trust(folder / "tls")
        self.log = open(folder / "simulator.log", "wb")

        def start(*command):
            return subprocess.Popen(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

        self.process = start(program, "--port", port, "--units-per-minute", UNITS_PER_MINUTE, "--search-lag", 0)
        self.front = start(
            sys.executable, Path(__file__).with_name("tls_front.py"), folder / "tls", front, port, IDLE_SECONDS)

    def __enter__(self):
        try:
            until(self._answers, what="the simulator")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in (self.front, self.process):
            process.terminate()
            process.wait()
        self.log.close()

    def _answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the simulator ended with {self.process.returncode}; see {self.log.name}")
        try:
            self.control("GET", "health")
            return True
        except urllib.error.URLError:
            return False

    def control(self, method, path, body=None):
        request = urllib.request.Request(
            f"{self.base}/control/{path}", method=method, data=json.dumps(body or {}).encode(),
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def add_user(self, address):
        return self.control("POST", "users", {"address": address})

    def token_file(self, address, folder):
        """What Google's Python samples leave behind, as a file."""
        path = folder / f"{address}.token.json"
        token = self.control("GET", f"users/{urllib.parse.quote(address)}/token.json")
        path.write_text(json.dumps(token | {"token_uri": f"{self.api}/token"}))
        return path

    def credentials_file(self, folder):
        path = folder / "credentials.json"
        path.write_text(json.dumps(self.control("GET", "credentials.json")))
        return path

    def deliver(self, address, count=1):
        """So many letters from people, each a conversation of its own that deserves an answer."""
        for number in range(count):
            self.control("POST", f"users/{urllib.parse.quote(address)}/deliver", {
                "from": f"Robin Field {number} <robin{number}@example.org>",
                "subject": f"The garden fence, part {number}",
                "text": LETTER.format(number=number)})

    def calls(self, address, name):
        """How often this user's mailbox was asked for something that succeeded, since the log was cleared."""
        of_user = self.control("GET", "usage")["users"].get(address, {}).get("calls", {}).get(name)
        return of_user["requests"] - of_user["failures"] if of_user else 0

    def units(self, address):
        of_user = self.control("GET", "usage")["users"].get(address)
        return of_user["total"]["units"] if of_user else 0


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


LETTER = """Dear neighbour,

the storm took down part {number} of the fence between our gardens. Would you be home on Saturday morning, so that we can
look at it together? I could bring posts and nails if you have a hammer. Please let me know which hour suits you.

Kind regards
Robin
"""
