"""The built simulator and supervisor on a fresh store, and what does them harm."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request

# What Google does wrong meanwhile: kind, and the moments at which it makes sense.
FAULTS = [
    ("backend-error", ("before", "after")), ("unavailable", ("before", "after")), ("bad-gateway", ("before",)),
    ("concurrent", ("before",)), ("reset", ("before", "after")), ("cut-off", ("after",)),
    ("unauthorized", ("before",)), ("slow-body", ("after",)), ("late", ("after",)), ("internal_failure", ("before",)),
]
# Rarer, because each makes a worker wait for the next minute, as it should.
RARE_FAULTS = [("quota", ("before",)), ("retry-after", ("before",))]


class Simulator:
    def __init__(self, bin_dir, log):
        # Every mail costs about 70 units, and a kill repeats work: the limit must not be what the test measures.
        self.process = subprocess.Popen(
            [f"{bin_dir}/gmail-simulator", "--port", "0", "--units-per-minute", "1000000"],
            stdout=subprocess.PIPE, stderr=log, text=True)
        self.base = next(line.split()[-1] for line in self.process.stdout if line.startswith("Listening on "))

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.base}/control/{path}", data=data, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)


class Secretary:
    """The supervisor under test and its store, which is looked into directly."""

    def __init__(self, bin_dir, folder, simulator, log, store, address=None):
        """`address` is how the programs reach that store, where something stands between."""
        self.program = f"{bin_dir}/secretary-supervisor"
        self.config = f"{folder}/secretary.yaml"
        self.store = store
        self.log = log
        self.process = None
        with open(f"{folder}/google-client-secret", "w") as file:
            file.write(simulator.call("GET", "credentials.json")["installed"]["client_secret"])
        os.chmod(f"{folder}/google-client-secret", 0o600)
        client = simulator.call("GET", "credentials.json")["installed"]["client_id"]
        with open(self.config, "w") as file:
            file.write(
                f"store: {address or store.address}\n"
                f"google: {{ api_url: '{simulator.base}', token_url: '{simulator.base}/token',"
                f" revoke_url: '{simulator.base}/revoke', client_id: '{client}', units_per_minute: 1000000 }}\n"
                # Workers sleep between any two checks, so that kills also hit them asleep and on the way there and back.
                "worker: { interval: 15s, sleep_after: 1s }\n")
        self.command("keys", "generate")
        self.command("migrate")
        with open(f"{folder}/credentials.json", "w") as file:
            json.dump(simulator.call("GET", "credentials.json"), file)
        self.folder = folder
        self.simulator = simulator

    def command(self, *arguments):
        subprocess.run(
            [self.program, *arguments, "--config", self.config], check=True, stdout=subprocess.DEVNULL, stderr=self.log)

    def add_user(self, address, mode="gmail"):
        self.simulator.call("POST", "users", {"address": address})
        token = f"{self.folder}/token.json"
        with open(token, "w") as file:
            json.dump(self.simulator.call("GET", f"users/{address}/token.json"), file)
        self.command("user", "add", address)
        self.command(
            "user", "import-google-token", address, "--credentials", f"{self.folder}/credentials.json", "--token", token)
        self.command("user", "enable", address, "--draft-mode", mode)

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "run", "--config", self.config], stdout=self.log, stderr=self.log)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    def workers(self, user=None):
        """Pids of our workers, all or one user's, wherever they hang: what counts is the configuration file they were
        given."""
        return self.processes(
            (b"secretary-worker", b"secretary-worker-sleep"), () if user is None else (user.encode(),))

    def store_process(self):
        """The pid of the process that serves the store, or nothing."""
        return self.processes((b"secretary-store",))

    def processes(self, programs, words_of=()):
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as file:
                    words = file.read().split(b"\0")
            except OSError:
                continue
            if words[0].endswith(programs) and all(word in words for word in (self.config.encode(), *words_of)):
                found.append(int(pid))
        return found

    def rows(self, query, values=()):
        return self.store.rows(query, values)


class Storm:
    """Changes the simulator's faults every second until told to stop."""

    def __init__(self, simulator, users, random_source, share=0.15, aimed=()):
        """`share` of all calls meet each fault; `aimed` are more faults, of which four at a time meet one kind of call."""
        self.simulator, self.users, self.random = simulator, users, random_source
        self.share, self.aimed = share, aimed
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.blow, daemon=True)
        self.thread.start()

    def blow(self):
        while not self.over.wait(1.0):
            self.simulator.call("DELETE", "faults")
            chosen = self.random.sample(FAULTS, 3)
            if self.random.random() < 0.1:
                chosen.append(self.random.choice(RARE_FAULTS))
            for kind, moments in chosen:
                path = "/token" if kind == "internal_failure" else "/gmail/*"
                rare = (kind, moments) in RARE_FAULTS
                self.simulator.call("POST", "faults", {
                    "kind": kind, "when": self.random.choice(moments), "path": path, "seconds": 1,
                    "times": 1 if rare else -1, "probability": self.share})
            for kind, moments, path, method, times in self.random.sample(self.aimed, min(4, len(self.aimed))):
                self.simulator.call("POST", "faults", {
                    "kind": kind, "when": self.random.choice(moments), "path": path, "method": method, "seconds": 1,
                    "times": times, "probability": 0.12})
            if self.random.random() < 0.2:
                self.simulator.call("POST", f"users/{self.random.choice(self.users)}/expire-tokens", {})
            if self.random.random() < 0.1:
                self.simulator.call("POST", f"users/{self.random.choice(self.users)}/expire-history", {})

    def calm(self):
        self.over.set()
        self.thread.join()
        self.simulator.call("DELETE", "faults")


def say(text):
    print(f"kill test: {text}", file=sys.stderr, flush=True)


def wait_until(done, seconds, what):
    deadline = time.monotonic() + seconds
    said = time.monotonic()
    while not done():
        if time.monotonic() > deadline:
            say(f"gave up waiting for {what}")
            return False
        if time.monotonic() - said > 15:
            said = time.monotonic()
            say(f"waiting for {what}")
        time.sleep(0.1)
    return True


def rouse(secretary):
    """Asks every worker to check now, the way a front end does."""
    secretary.store.change([(f"UPDATE agent_settings SET check_requested_at = {secretary.store.now}", ())])


class Killer:
    """Sends SIGKILL to workers at random, and now and then to the supervisor or to the process that serves the store, so many
    times in all."""

    def __init__(self, secretary, random_source, kills):
        self.secretary, self.random, self.wanted = secretary, random_source, kills
        self.kills = self.supervisor_kills = self.store_kills = self.restarts = 0
        self.last = set(secretary.workers())

    def done(self):
        return self.kills >= self.wanted

    def strike(self, user=None):
        """Kills some worker, or this user's."""
        pids = set(self.secretary.workers())
        self.restarts += len(pids - self.last)
        self.last = pids
        if self.done():
            return
        if user is not None:
            pids = set(self.secretary.workers(user))
        elif self.random.random() < 0.05:
            self.secretary.process.kill()
            self.secretary.process.wait()
            if not wait_until(lambda: not self.secretary.workers(), 1.0, "workers to follow their supervisor"):
                raise SystemExit(1)
            self.secretary.start()
            self.kills += 1
            self.supervisor_kills += 1
            return
        elif self.random.random() < 0.15 and (store := self.secretary.store_process()):
            os.kill(store[0], signal.SIGKILL)
            self.kills += 1
            self.store_kills += 1
            # At once, but for one that is killed as it starts again and again.
            if not wait_until(lambda: set(self.secretary.store_process()) - set(store), 5.0, "the store to be served again"):
                raise SystemExit(1)
            return
        if pids:
            try:
                os.kill(self.random.choice(sorted(pids)), signal.SIGKILL)
                self.kills += 1
            except ProcessLookupError:
                pass
        if self.kills % 25 == 0:
            say(f"{self.kills} kills")

    def figures(self):
        return {"kills": self.kills, "supervisor_kills": self.supervisor_kills, "store_kills": self.store_kills,
                "restarts_seen": self.restarts}
