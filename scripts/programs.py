"""The built programs, started together on a store of their own: a simulated Gmail, the supervisor with its workers, the
web. The demo and the browser tests run them this way."""

import ctypes
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from stores import FileStore, ServerStore

# What the status says of a user whose mailbox is checked when it is due or somebody asks.
SERVED = ("running", "asleep")


class ProgramEnded(Exception):
    """A program ended, or did not do what it was asked; the text says which and why."""


def start(command, **streams):
    """A child in a session of its own, so that Ctrl-C reaches only us and we stop things in order; it ends with us."""
    def end_with_parent():
        os.setsid()
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
    return subprocess.Popen(
        [str(word) for word in command], stdin=subprocess.DEVNULL, preexec_fn=end_with_parent, **streams)


def stop(process, patience=40):
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port(wished=0):
    """A port of this machine that nobody listens on; `wished` when it is free."""
    for port in (wished, 0):
        with socket.socket() as listener:
            # As servers do: a port that was closed a moment ago counts as free.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
                return listener.getsockname()[1]
            except OSError:
                continue
    raise ProgramEnded("no port is free")


class Simulator:
    """The simulated Gmail. `mail` maps names to folders whose mail waits until `arrive`."""

    def __init__(self, programs, log, mail=(), units=6_000, options=()):
        command = [programs / "gmail-simulator", "--port", "0", "--units-per-minute", units, *options]
        for name, folder in dict(mail).items():
            command += ["--arriving", f"{name}={folder}"]
        self.process = start(command, stdout=subprocess.PIPE, stderr=log, text=True)
        for line in self.process.stdout:
            if line.startswith("Listening on "):
                self.base = line.split()[-1].rstrip("/")
                return
        raise ProgramEnded(f"the simulator ended with code {self.process.wait()}")

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            f"{self.base}/control/{path}", method=method, data=json.dumps(body or {}).encode(),
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def arrive(self, count=None, user=None):
        """Lets mail arrive, so many messages per user or all, for one user or for everybody; says how many came."""
        wish = {"count": count, "user": user}
        return self.call("POST", "arrive", {key: value for key, value in wish.items() if value is not None})["arrived"]

    @property
    def waiting(self):
        """How many messages have not arrived yet, by address."""
        return self.call("GET", "arrive")["waiting"]

    def messages(self, address):
        """All messages in a mailbox that are not drafts."""
        messages = self.call("GET", f"users/{address}/messages")["messages"]
        return [message for message in messages if "DRAFT" not in message["labelIds"]]

    def mail(self, address):
        return {message["id"] for message in self.messages(address)}

    def drafts(self, address):
        """Our ids of the drafts in a mailbox; None for a draft that is not ours."""
        drafts = self.call("GET", f"users/{address}/drafts")["drafts"]
        return [header(draft, "x-secretary-draft") for draft in drafts]

    def stop(self):
        stop(self.process)


def header(message, name):
    """The first header of this name in what the simulator tells of a message, or None."""
    return next((field["value"] for field in message["headers"] if field["name"].lower() == name.lower()), None)


class Secretary:
    """The supervisor and the web on a store of their own."""

    def __init__(self, programs, folder, simulator, log, units=6_000, port=0, sign_in=(), operators=(),
            front_ends=(), sections="", server=None):
        """`front_ends` are origins of pages that use the API. `sections` are further ones of the configuration; without
        `drafting` no model writes. `server` is the address of a database on a
        PostgreSQL server that nothing is in yet; without it the store is a file in the folder."""
        self.program, self.web_program = programs / "secretary-supervisor", programs / "secretary-web"
        self.folder, self.log, self.simulator = folder, log, simulator
        self.process = self.web = None
        self.store = ServerStore(server) if server else FileStore(folder)
        port = free_port(port)
        self.address = f"http://127.0.0.1:{port}"
        self.configuration = folder / "secretary.yaml"
        self.client = simulator.call("GET", "credentials.json")
        client = next(iter(self.client.values()))
        self.configuration.write_text(CONFIGURATION.format(
            store=self.store.address, base=simulator.base, client=client["client_id"], units=units, port=port,
            address=self.address, sign_in=json.dumps(list(sign_in)), operators=json.dumps(list(operators)),
            front_ends=json.dumps(list(front_ends))) + sections)
        self.secret("google-client-secret", client["client_secret"])
        self.secret("metrics-token", "a-token-for-whoever-collects-metrics")
        self.command("keys", "generate")
        self.command("migrate")

    def secret(self, name, text):
        path = self.folder / name
        path.touch(0o600)
        path.write_text(text)

    def add_user(self, address):
        """Somebody who is connected and switched on already, as if they had done so on the web."""
        self.command("user", "add", address)
        self.add_token(address)
        self.command("user", "enable", address, "--draft-mode", "gmail")

    def add_token(self, address):
        """Connects the mailbox of somebody who was added."""
        credentials, token = self.folder / "credentials.json", self.folder / "token.json"
        credentials.write_text(json.dumps(self.client))
        token.write_text(json.dumps(self.simulator.call("GET", f"users/{address}/token.json")))
        self.command("user", "import-google-token", address, "--credentials", credentials, "--token", token)

    def command(self, *words, width=None):
        environment = dict(os.environ, COLUMNS=str(width)) if width else None
        done = subprocess.run(
            [self.program, *words, "--config", self.configuration], capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            raise ProgramEnded(done.stderr.strip())
        return done.stdout

    def start(self, one_process=False):
        """Starts supervisor and web, or one process for all users and the web; returns when the web answers."""
        command = [self.program.with_name("secretary-worker"), "--all"] if one_process else [self.program, "run"]
        self.process = start([*command, "--config", self.configuration], stdout=self.log, stderr=self.log)
        self.start_web()

    def start_web(self):
        self.web = start(
            [self.web_program, "run", "--config", self.configuration], stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 30
        while self.health() is None:
            if self.web.poll() is not None:
                raise ProgramEnded(f"secretary-web ended with code {self.web.returncode}")
            if time.monotonic() > deadline:
                raise ProgramEnded(f"secretary-web does not answer at {self.address}")
            time.sleep(0.05)

    def health(self):
        """The status with which the web answers `/healthz`; None while it does not answer."""
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def check_running(self):
        for name, process in (("the supervisor", self.process), ("secretary-web", self.web)):
            if process is not None and process.poll() is not None:
                raise ProgramEnded(f"{name} ended with code {process.returncode}")

    def stop_web(self):
        stop(self.web)

    def stop(self):
        self.stop_web()
        stop(self.process)

    def status(self):
        return json.loads(self.command("status", "--json"))["users"]

    def rows(self, query, values=()):
        return self.store.rows(query, values)

    def change(self, statement, values=()):
        """Changes rows behind the programs' backs, as time or an operator would."""
        self.change_many(statement, [values])

    def change_many(self, statement, rows):
        self.store.change_many(statement, rows)

    def ask_for_checks(self):
        """SIGUSR1 asks a worker to look into its mailbox now."""
        for user in self.status():
            if user["state"] in SERVED and user.get("pid"):
                try:
                    os.kill(user["pid"], signal.SIGUSR1)
                except ProcessLookupError:
                    pass  # it has just ended; its replacement looks by itself

    def ledger(self):
        """(address, message id) → state."""
        return {(address, message): state for address, message, state in self.rows(LEDGER)}

    def postponed(self):
        """(address, message id) → why it waits for another try; without the one in hand."""
        return {(address, message): problem for address, message, problem in self.rows(POSTPONED)}

    def drafts(self):
        """Newest first: address, recipients, subject, our draft id, and what becomes of it in Gmail."""
        return self.rows(DRAFTS)


CONFIGURATION = """store: "{store}"
google:
  api_url: {base}
  authorize_url: {base}/o/oauth2/v2/auth
  token_url: {base}/token
  revoke_url: {base}/revoke
  issuer: {base}
  client_id: {client}
  units_per_minute: {units}
worker:
  interval: 15s
web:
  listen: 127.0.0.1:{port}
  public_url: {address}
  sign_in: {sign_in}
  operators: {operators}
  return_to: {front_ends}
  api_origins: {front_ends}
  metrics_token_file: metrics-token
"""

# The simulated Supabase project, whose key lies in the file `supabase-key`.
SIMULATED_PROJECT = """supabase:
  url: {base}
"""

# The simulator's own chat model, at its address.
SIMULATED_MODEL = """drafting:
  provider: openai-compatible
  base_url: {base}/v1
  model: simulated
"""

LEDGER = """SELECT users.email_address, gmail_message_id, state FROM mailbox_messages
JOIN users ON users.id = mailbox_messages.user_id"""

POSTPONED = """SELECT users.email_address, gmail_message_id, problem FROM mailbox_messages
JOIN users ON users.id = mailbox_messages.user_id WHERE state = 'failed' AND begun_at IS NULL"""

DRAFTS = """SELECT users.email_address, recipients, subject, email_drafts.id, placement FROM email_drafts
JOIN users ON users.id = email_drafts.user_id ORDER BY email_drafts.created_at DESC, email_drafts.id"""
