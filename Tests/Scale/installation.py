"""The built simulator, and the built supervisor on a fresh SQLite store with very many users."""

import base64
import http.client
import json
import os
import signal
import sqlite3
import subprocess
import time
from collections import Counter

from sealing import seal

LETTER = """Dear neighbour,

the storm took down the fence between our gardens. Would you be home on Saturday morning, so that we can look at it
together? Please let me know which hour suits you.

Robin
"""


class Simulator:
    def __init__(self, programs, log):
        self.process = subprocess.Popen(
            [programs / "gmail-simulator", "--port", "0", "--units-per-minute", "1000000"],
            stdout=subprocess.PIPE, stderr=log, text=True)
        self.base = next(line.split()[-1] for line in self.process.stdout if line.startswith("Listening on "))
        self.connection = http.client.HTTPConnection(self.base.removeprefix("http://"), timeout=60)

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body)
        try:
            self.connection.request(method, f"/control/{path}", data, {"Content-Type": "application/json"})
            answer = self.connection.getresponse()
        except (http.client.HTTPException, OSError):  # it was not used for a while, and is closed
            self.connection.close()
            self.connection.request(method, f"/control/{path}", data, {"Content-Type": "application/json"})
            answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:200]}")
        return json.loads(content)

    def deliver(self, address):
        """One letter that deserves an answer; the id of the message."""
        mail = {"from": "Robin Field <robin@example.org>", "subject": "The garden fence", "text": LETTER}
        return self.call("POST", f"users/{address}/deliver", mail)["id"]


class Installation:
    def __init__(self, programs, folder, simulator, users, interval, log):
        self.program, self.folder, self.log = programs / "secretary-supervisor", folder, log
        self.configuration, self.file = folder / "secretary.yaml", folder / "secretary.db"
        self.process = None
        self.addresses = [f"user{number}@example.com" for number in range(users)]
        client = simulator.call("GET", "credentials.json")["installed"]
        with open(os.open(folder / "google-client-secret", os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write(client["client_secret"])
        self.configuration.write_text(
            f"store: sqlite:{self.file}\n"
            f"google: {{ api_url: '{simulator.base}', token_url: '{simulator.base}/token',"
            f" revoke_url: '{simulator.base}/revoke', client_id: '{client['client_id']}', units_per_minute: 1000000 }}\n"
            f"worker: {{ interval: {interval}, sleep_after: 1s }}\nlogging: {{ level: warning }}\n")
        self.command("keys", "generate")
        self.command("migrate")
        self.store = sqlite3.connect(self.file, timeout=60, isolation_level=None)
        self.connect_all(simulator)

    def command(self, *arguments):
        return subprocess.run(
            [self.program, *arguments, "--config", self.configuration], check=True, stdout=subprocess.PIPE,
            stderr=self.log).stdout

    def connect_all(self, simulator):
        """What `user import-google-token` and `user enable` write."""
        line = next(line for line in (self.folder / "master-keys").read_text().splitlines() if not line.startswith("#"))
        key_id, master = line.split(":")[0], base64.b64decode(line.split(":")[1])
        now = "2026-01-01T00:00:00.000Z"
        self.store.execute("BEGIN")
        for number, address in enumerate(self.addresses):
            user = f"user-{number:05}"
            simulator.call("POST", "users", {"address": address})
            token = simulator.call("GET", f"users/{address}/token.json")
            sealed = [
                seal(key_id, master, user, f"gmail_credentials.{column}", token[name])
                for column, name in (("access_token", "token"), ("refresh_token", "refresh_token"))]
            scopes = token["scopes"] if isinstance(token["scopes"], list) else token["scopes"].split()
            self.store.execute("INSERT INTO users (id, email_address, created_at) VALUES (?, ?, ?)", (user, address, now))
            self.store.execute(
                "INSERT INTO gmail_credentials (user_id, email_address, access_token, refresh_token, token_expiry,"
                " granted_scopes, is_connected, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)",
                (user, address, *sealed, token["expiry"][:19] + ".000Z", json.dumps(scopes), now, now))
            self.store.execute(
                "INSERT INTO agent_settings (user_id, active_agents, email_draft_mode)"
                " VALUES (?, '[\"email_secretary\"]', 'gmail')", (user,))
        self.store.execute("COMMIT")

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "run", "--config", self.configuration], stdin=subprocess.DEVNULL, stdout=self.log,
            stderr=self.log, env={"PATH": os.environ["PATH"]})

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=120)

    def end(self):
        """Whatever happened: nothing of it is left."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        while left := self.workers():
            for pid in left:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            time.sleep(0.1)

    # What the store tells.

    def number(self, query, *values):
        return self.store.execute(query, values).fetchone()[0]

    def ready(self, since=0):
        """Workers that are ready, of those started after that moment (as time.time() tells it)."""
        return self.number(
            "SELECT count(*) FROM worker_status WHERE state IN ('running', 'asleep')"
            " AND (julianday(started_at) - 2440587.5) * 86400.0 >= ?", since)

    def asleep(self):
        return self.number("SELECT count(*) FROM worker_status WHERE state = 'asleep'")

    def checked(self, times):
        return self.number("SELECT count(*) FROM worker_status WHERE checks >= ?", times)

    def drafted(self):
        """Letters with a draft that is in Gmail, too."""
        return self.number("SELECT count(*) FROM email_drafts WHERE gmail_draft_id IS NOT NULL")

    def sleepers(self):
        return [pid for pid, in self.store.execute("SELECT pid FROM worker_status WHERE state = 'asleep'")]

    def kill_one(self):
        pid, user = self.store.execute(
            "SELECT pid, user_id FROM worker_status WHERE state = 'asleep' ORDER BY random() LIMIT 1").fetchone()
        os.kill(pid, signal.SIGKILL)
        return user

    def replaced(self, user, since):
        return self.number(
            "SELECT count(*) FROM worker_status WHERE user_id = ? AND state IN ('running', 'asleep')"
            " AND (julianday(started_at) - 2440587.5) * 86400.0 >= ?", user, since)

    def judge(self, simulator, mail, addresses):
        """Letters without a draft, and letters with more than one."""
        rows = Counter(message for message, in self.store.execute("SELECT gmail_message_id FROM email_drafts"))
        lost = duplicates = 0
        for message, address in zip(mail, addresses):
            copies = len(simulator.call("GET", f"users/{address}/drafts")["drafts"])
            lost += rows[message] == 0 or copies == 0
            duplicates += rows[message] > 1 or copies > 1
        return lost, duplicates

    def status(self):
        """Seconds that the command takes which shows everybody."""
        begin = time.monotonic()
        text = self.command("status")
        seconds = time.monotonic() - begin
        if (lines := text.count(b"@example.com")) < len(self.addresses):
            raise SystemExit(f"the status showed {lines} of {len(self.addresses)} workers")
        return seconds

    # What the system tells.

    def workers(self):
        """Workers asleep or awake, wherever they hang: what counts is the configuration file they were given."""
        return [pid for pid, words in command_lines()
                if words[0].endswith((b"secretary-worker", b"secretary-worker-sleep")) and self.is_ours(words)]

    def left(self):
        return len(self.workers())

    def supervisors(self):
        """The supervisor and its launchers."""
        return [self.process.pid] + [pid for pid, words in command_lines() if words[1:2] == [b"launch"] and self.is_ours(words)]

    def stores(self):
        return [pid for pid, words in command_lines() if words[0].endswith(b"secretary-store") and self.is_ours(words)]

    def processes(self):
        return self.supervisors() + self.stores() + self.workers()

    def is_ours(self, words):
        return os.fsencode(self.configuration) in words


def command_lines():
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                yield int(pid), file.read().split(b"\0")
        except OSError:
            continue
