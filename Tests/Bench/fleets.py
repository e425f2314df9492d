"""The two sides: our supervisor with its workers, and one Python process per user."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from process import children, sum_of_memory, until

SELDOM = "12h"  # nobody checks by the clock while we measure
OFTEN = "1m"  # often enough to keep a connection


class Secretary:
    """A supervisor on a store of its own, for these addresses."""

    def __init__(self, programs, simulator, folder, addresses, interval=SELDOM):
        self.programs, self.simulator, self.addresses = programs, simulator, addresses
        self.folder = folder
        folder.mkdir()
        self.store_file = folder / "secretary.db"
        self.configuration = folder / "secretary.yaml"
        credentials = simulator.credentials_file(folder)
        self.configuration.write_text(CONFIGURATION.format(
            store=self.store_file, api=simulator.api, interval=interval))
        self._command("keys", "generate")
        self._command("migrate")
        for address in addresses:
            simulator.add_user(address)
            token = simulator.token_file(address, folder)
            self._command("user", "import-google-token", address, "--credentials", credentials, "--token", token)
            self._command("user", "enable", address, "--draft-mode", "gmail")  # as the peer: a row, and a draft in Gmail
            token.unlink()
        self.process = None
        self.output = open(folder / "supervisor.log", "wb")

    def _command(self, *arguments):
        done = subprocess.run(
            [self.programs / "secretary-supervisor", *arguments, "--config", self.configuration],
            capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"secretary-supervisor {' '.join(map(str, arguments))}: {done.stdout}{done.stderr}")
        return done.stdout

    def __enter__(self):
        # The environment that systemd gives: where SSL_CERT_FILE is set, every connection reads the whole bundle.
        self.process = subprocess.Popen(
            [self.programs / "secretary-supervisor", "run", "--config", self.configuration],
            env={"PATH": os.environ["PATH"]}, stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.output)
        self.store = sqlite3.connect(f"file:{self.store_file}?mode=ro", uri=True, isolation_level=None, timeout=30)
        return self

    def __exit__(self, *_):
        self.store.close()
        self.process.terminate()
        self.process.wait()
        self.output.close()

    @property
    def pid(self):
        return self.process.pid

    def launchers(self):
        """The supervisor's own children, of which each starts some of the workers."""
        return children(self.pid)

    def memory(self):
        """Of supervisor and launchers together."""
        return sum_of_memory([self.pid, *self.launchers()])

    def rows(self, query, *parameters):
        return self.store.execute(query, parameters).fetchall()

    def workers(self):
        """Address → pid of those that have reported READY=1."""
        alive = {pid for launcher in self.launchers() for pid in children(launcher)}
        return {address: pid for address, pid in self.rows(READY_WORKERS) if pid in alive}

    def ready(self, patience=120):
        def all_workers():
            if self.process.poll() is not None:
                raise RuntimeError(f"the supervisor ended with {self.process.returncode}; see {self.output.name}")
            found = self.workers()
            return found if len(found) == len(self.addresses) else None

        return until(all_workers, patience, what=f"{len(self.addresses)} workers to be ready")

    def checked(self, patience=120):
        """Waits until every worker has looked into its mailbox once."""
        until(
            lambda: self.rows("SELECT count(*) FROM worker_status WHERE checks > 0")[0][0] == len(self.addresses),
            patience, pause=0.02, what="every mailbox to be checked")

    def back(self, since):
        """How many workers were started after that moment (as time.time() tells it) and are ready."""
        return self.rows(BACK, since)[0][0]

    def restart_seconds(self, address):
        """Kills a worker; gives the seconds until its replacement said READY=1, by the supervisor's own clock reading."""
        pid = self.workers()[address]
        killed = time.time()
        os.kill(pid, signal.SIGKILL)

        def replacement():
            rows = self.rows(REPLACEMENT, address, pid)
            return rows[0][0] if rows else None

        return until(replacement, what="the replacement") - killed


class Peer:
    """peer_worker.py, once per address."""

    def __init__(self, python, simulator, folder, addresses):
        self.simulator, self.folder, self.addresses = simulator, folder, addresses
        self.python = python
        folder.mkdir()
        self.processes, self.start_seconds = {}, []
        for address in addresses:
            simulator.add_user(address)

    def __enter__(self):
        try:
            for address in self.addresses:
                self.start(address)
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self, address):
        token = self.simulator.token_file(address, self.folder)
        started = time.monotonic()
        process = subprocess.Popen(
            [self.python, Path(__file__).with_name("peer_worker.py"), "--api", self.simulator.api, "--token", token,
             "--store", self.folder / f"{address}.db"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=sys.stderr, text=True)
        self.processes[address] = process
        self._expect(process, "ready")
        self.start_seconds.append(time.monotonic() - started)
        self._expect(process, "checked")

    @staticmethod
    def _expect(process, word):
        line = process.stdout.readline()
        if not line.startswith(word):
            raise RuntimeError(f"the Python worker said {line!r} instead of {word!r}")

    def check(self, address):
        self.processes[address].send_signal(signal.SIGUSR1)
        self._expect(self.processes[address], "checked")

    def __exit__(self, *_):
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait()


CONFIGURATION = """store: sqlite:{store}
keys_file: master-keys
google:
  api_url: {api}
  token_url: {api}/token
  revoke_url: {api}/revoke
  client_id: 407408718192-simulated.apps.googleusercontent.com
  client_secret_file: google-client-secret
  units_per_minute: 1000000
worker:
  interval: {interval}
drafting:
  budget: {{ drafts: 100000 }}
logging:
  level: warning
"""

READY_WORKERS = """SELECT users.email_address, worker_status.pid FROM worker_status
JOIN users ON users.id = worker_status.user_id WHERE worker_status.state IN ('running', 'asleep')"""

BACK = """SELECT count(*) FROM worker_status
WHERE state IN ('running', 'asleep') AND (julianday(started_at) - 2440587.5) * 86400.0 >= ?"""

REPLACEMENT = """SELECT (julianday(ready_at) - 2440587.5) * 86400.0 FROM worker_status
JOIN users ON users.id = worker_status.user_id
WHERE users.email_address = ? AND worker_status.pid <> ? AND worker_status.state IN ('running', 'asleep')"""
