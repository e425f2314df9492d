"""Runs the built programs against sample mail and watches what becomes of it. Started by scripts/demo."""

import argparse
import ctypes
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

PATIENCE = 60  # seconds without any progress before we say that something hangs


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/demo")
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--sample", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--mail", action="append", default=[])
    return parser.parse_args()


def start(command, **streams):
    """A child in a session of its own, so that Ctrl-C reaches only us and we stop things in order; it ends with us."""
    def end_with_parent():
        os.setsid()
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=end_with_parent, **streams)


def stop(process, patience=40):
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Simulator:
    """The simulated Gmail: mail waits there until `arrive`."""

    def __init__(self, program, mail, units, log):
        command = [program, "--port", "0", "--units-per-minute", str(units)]
        for name, folder in mail.items():
            command += ["--arriving", f"{name}={folder}"]
        self.process = start(command, stdout=subprocess.PIPE, stderr=log, text=True)
        for line in self.process.stdout:
            if line.startswith("Listening on "):
                self.base = line.split()[-1].rstrip("/")
                return
        raise SystemExit(f"demo: the simulator ended with code {self.process.wait()}")

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            f"{self.base}/control/{path}", method=method, data=json.dumps(body or {}).encode(),
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def arrive(self, count=None):
        """Lets mail arrive, so many messages per user or all; says how many came."""
        return self.call("POST", "arrive", {} if count is None else {"count": count})["arrived"]

    @property
    def waiting(self):
        return sum(self.call("GET", "arrive")["waiting"].values())

    def mail(self, address):
        """Ids of all messages in a mailbox that are not drafts."""
        messages = self.call("GET", f"users/{address}/messages")["messages"]
        return {message["id"] for message in messages if "DRAFT" not in message["labelIds"]}

    def drafts(self, address):
        """Our ids of the drafts in a mailbox; None for a draft that is not ours."""
        drafts = self.call("GET", f"users/{address}/drafts")["drafts"]
        return [
            next((field["value"] for field in draft["headers"] if field["name"].lower() == "x-secretary-draft"), None)
            for draft in drafts]


class Secretary:
    """The supervisor on a store of its own, with one user per mailbox."""

    def __init__(self, programs, folder, simulator, addresses, units, log):
        self.program = programs / "secretary-supervisor"
        self.folder, self.log, self.process = folder, log, None
        self.configuration = folder / "secretary.yaml"
        client = simulator.call("GET", "credentials.json")
        client_id = next(iter(client.values()))["client_id"]
        self.configuration.write_text(CONFIGURATION.format(base=simulator.base, client=client_id, units=units))
        (folder / "credentials.json").write_text(json.dumps(client))
        self.command("keys", "generate")
        self.command("migrate")
        for address in addresses:
            token = folder / "token.json"
            token.write_text(json.dumps(simulator.call("GET", f"users/{address}/token.json")))
            self.command("user", "add", address)
            self.command(
                "user", "import-google-token", address, "--credentials", folder / "credentials.json", "--token", token)
            self.command("user", "enable", address, "--draft-mode", "gmail")

    def command(self, *words, width=None):
        environment = dict(os.environ, COLUMNS=str(width)) if width else None
        done = subprocess.run(
            [self.program, *words, "--config", self.configuration], capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            raise SystemExit(f"demo: {done.stderr.strip()}")
        return done.stdout

    def start(self):
        self.process = start(
            [self.program, "run", "--config", self.configuration], stdout=self.log, stderr=self.log)

    def status(self):
        return json.loads(self.command("status", "--json"))["users"]

    def rows(self, query):
        store = sqlite3.connect(f"file:{self.folder}/secretary.db?mode=ro", uri=True, timeout=30)
        try:
            return store.execute(query).fetchall()
        finally:
            store.close()

    def ask_for_checks(self):
        """SIGUSR1 asks a worker to look into its mailbox now."""
        for user in self.status():
            if user["state"] == "running" and user.get("pid"):
                try:
                    os.kill(user["pid"], signal.SIGUSR1)
                except ProcessLookupError:
                    pass  # it has just ended; its replacement looks by itself

    def ledger(self):
        """(address, message id) → state."""
        return {(address, message): state for address, message, state in self.rows(LEDGER)}

    def drafts(self):
        """Newest first: address, recipients, subject, our draft id, id in Gmail."""
        return self.rows(DRAFTS)


class Demo:
    def __init__(self, options, folder):
        self.options = options
        mail = dict(item.split("=", 1) for item in options.mail) or {
            name.name: name for name in sorted(options.sample.iterdir()) if name.is_dir()}
        # Google's limit per user is kept for the sample; mail of one's own may be much, and would wait for minutes.
        units = 1_000_000 if options.mail else 6_000
        self.addresses = [(name if "@" in name else f"{name}@example.com").lower() for name in mail]
        self.folder, self.started = folder, time.monotonic()
        self.log = open(folder / "log", "ab")
        self.simulator = self.secretary = None
        self.mail, self.units = mail, units

    def say(self, sentence):
        print(sentence, file=sys.stderr, flush=True)

    def run(self):
        try:
            self.begin()
            return self.check() if self.options.check else self.show()
        finally:
            self.say("Stopping ...")
            stop(self.secretary and self.secretary.process)
            stop(self.simulator and self.simulator.process)
            self.log.close()

    def begin(self):
        self.say(f"Starting a simulated Gmail with {len(self.mail)} mailboxes ...")
        self.simulator = Simulator(self.options.bin / "gmail-simulator", self.mail, self.units, self.log)
        self.secretary = Secretary(
            self.options.bin, self.folder, self.simulator, self.addresses, self.units, self.log)
        self.say("Starting the supervisor; it starts one worker per user ...")
        self.secretary.start()
        # Mail counts from a worker's first look on; what was there before is history and gets no draft.
        self.wait(
            self.secretary.status, lambda users: all(user["state"] == "running" and user["checks"] for user in users))

    def wait(self, look, is_done):
        """Looks until it is done; gives up when nothing at all changes for too long."""
        seen, since = None, time.monotonic()
        while not is_done(now := look()):
            if self.secretary.process.poll() is not None:
                raise SystemExit(f"demo: the supervisor ended with code {self.secretary.process.returncode}:\n{self.tail()}")
            if now != seen:
                seen, since = now, time.monotonic()
            elif time.monotonic() - since > PATIENCE:
                return False
            time.sleep(0.2)
        return True

    def tail(self):
        self.log.flush()
        return "\n".join((self.folder / "log").read_text(errors="replace").splitlines()[-15:])

    # Unattended

    def check(self):
        waiting = self.simulator.waiting
        self.say(f"{waiting} messages arrive; meanwhile one worker is killed ...")
        self.simulator.arrive()
        self.secretary.ask_for_checks()
        if not self.kill_one():
            self.say(f"demo: the killed worker did not come back:\n{self.tail()}")
            return 1
        if not self.wait(self.progress, lambda progress: not progress["open"] and not progress["unplaced"]):
            self.say(f"demo: nothing moves any more:\n{self.tail()}")
        result = self.result()
        print(json.dumps(result), flush=True)
        return 0 if result["duplicates"] == 0 and result["lost"] == 0 else 1

    def kill_one(self):
        victim = next(user for user in self.secretary.status() if user["state"] == "running")
        os.kill(victim["pid"], signal.SIGKILL)

        def replaced(users):
            now = next(user for user in users if user["id"] == victim["id"])
            return now["state"] == "running" and now.get("pid") not in (None, victim["pid"])

        back = self.wait(self.secretary.status, replaced)
        self.say(f"The worker of {victim['address']} was killed and " + ("is back." if back else "is gone."))
        return back

    def progress(self):
        ledger = self.secretary.ledger()
        arrived = {(address, message) for address in self.addresses for message in self.simulator.mail(address)}
        undecided = [key for key in arrived if ledger.get(key) not in ("set_aside", "drafted")]
        unplaced = [draft for draft in self.secretary.drafts() if draft[4] is None]
        return {"arrived": len(arrived), "open": len(undecided), "unplaced": len(unplaced), "ledger": len(ledger)}

    def result(self):
        """A message is lost when it has no verdict, or its draft is not in Gmail; a draft is a duplicate when its message
        has another."""
        progress = self.progress()
        rows = self.secretary.drafts()
        placed = [draft for address in self.addresses for draft in self.simulator.drafts(address)]
        ours = [draft for draft in placed if draft is not None]
        missing = {row[3] for row in rows} - set(ours)
        strangers = set(ours) - {row[3] for row in rows}
        states = list(self.secretary.ledger().values())
        return {
            "users": len(self.addresses), "messages": progress["arrived"], "set_aside": states.count("set_aside"),
            "drafts": len(rows), "duplicates": len(ours) - len(set(ours)) + len(strangers),
            "lost": progress["open"] + len(missing),
            "restarts": sum(user["restarts"] for user in self.secretary.status()),
            "seconds": round(time.monotonic() - self.started, 1)}

    # For somebody who watches

    def show(self):
        told = set()
        clear = "\x1b[H\x1b[2J" if sys.stdout.isatty() else ""
        while True:
            if self.simulator.waiting:
                self.simulator.arrive(1)
                self.secretary.ask_for_checks()
            drafts = self.secretary.drafts()
            if clear:
                print(clear + self.page(drafts), flush=True)
            else:
                for draft in reversed([draft for draft in drafts if draft[3] not in told]):
                    told.add(draft[3])
                    print(self.line(draft), flush=True)
            if self.secretary.process.poll() is not None:
                raise SystemExit(f"demo: the supervisor ended:\n{self.tail()}")
            time.sleep(1)

    def page(self, drafts):
        height = shutil.get_terminal_size().lines
        table = self.secretary.command("status", width=shutil.get_terminal_size().columns)
        room = max(3, height - table.count("\n") - 7)
        still = self.simulator.waiting
        return "\n".join(
            [table, f"Drafts, newest first ({len(drafts)}; {still} messages still to arrive):"]
            + [self.line(draft) for draft in drafts[:room]]
            + ["", f"Everything is in {self.folder}. Ctrl-C stops and removes it."])

    @staticmethod
    def line(draft):
        address, recipients, subject, _, placed = draft
        to = ", ".join(person["address"] for person in json.loads(recipients).get("to", []))
        return f"  {address}: “{subject}” to {to}" + ("" if placed else " (not yet in Gmail)")


CONFIGURATION = """store: sqlite:secretary.db
google:
  api_url: {base}
  token_url: {base}/token
  revoke_url: {base}/revoke
  client_id: {client}
  units_per_minute: {units}
worker:
  interval: 15s
"""

LEDGER = """SELECT users.email_address, gmail_message_id, state FROM mailbox_messages
JOIN users ON users.id = mailbox_messages.user_id"""

DRAFTS = """SELECT users.email_address, recipients, subject, email_drafts.id, gmail_draft_id FROM email_drafts
JOIN users ON users.id = email_drafts.user_id ORDER BY email_drafts.created_at DESC, email_drafts.id"""


def main():
    options = arguments()
    # A TERM cleans up as Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="secretary-demo-") as folder:
        try:
            return Demo(options, Path(folder)).run()
        except KeyboardInterrupt:
            return 0 if not options.check else 130


if __name__ == "__main__":
    sys.exit(main())
