"""The supervisor as systemd runs it: started again when it ends, killed when it says nothing, and listened to."""

import os
import signal
import socket
import subprocess
import threading
import time

from fleet import Secretary, wait_until


class Service(Secretary):
    """As `deploy/secretary-supervisor.service` has it: Restart=always, RestartSec=2, WatchdogSec=30."""

    PAUSE = 2
    WATCHDOG = 30

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.words = ""
        self.starts = self.hangs = 0
        self.fed = None
        self.is_stopping = False
        self.channel = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.channel.bind(f"{self.folder}/notify")
        self.channel.settimeout(0.2)
        self.thread = threading.Thread(target=self.keep, daemon=True)

    def start(self):
        self.launch()
        self.thread.start()

    def launch(self):
        self.starts += 1
        self.fed = None
        environment = os.environ | {
            "NOTIFY_SOCKET": f"{self.folder}/notify", "WATCHDOG_USEC": str(self.WATCHDOG * 1_000_000)}
        self.process = subprocess.Popen(
            [self.program, "run", "--config", self.config], stdout=self.log, stderr=self.log, env=environment)

    def keep(self):
        while not self.is_stopping:
            self.hear()
            if self.fed and time.monotonic() - self.fed > self.WATCHDOG:
                self.hangs += 1
                self.fed = None
                self.process.kill()
            if self.process.poll() is not None and not self.is_stopping:
                time.sleep(self.PAUSE)
                self.launch()

    def hear(self):
        try:
            lines = self.channel.recv(1 << 16).decode().splitlines()
        except TimeoutError:
            return
        for line in lines:
            name, _, value = line.partition("=")
            if name == "STATUS":
                self.words = value
            elif name in ("WATCHDOG", "READY"):
                self.fed = time.monotonic()

    def stop(self):
        self.is_stopping = True
        self.thread.join()
        # It may just have been killed.
        if self.process.poll() is not None:
            self.launch()
            wait_until(lambda: self.hear() or self.fed, 30, "the supervisor, to be stopped in order")
        super().stop()

    def status(self):
        """What `status` says, and with which code."""
        done = subprocess.run(
            [self.program, "status", "--config", self.config], capture_output=True, text=True, timeout=120)
        return done.returncode, (done.stdout + done.stderr).strip()

    def strike(self, what, source):
        """Kills what is named, or one of them; says whether there was any."""
        victims = {"worker": self.workers, "store": self.store_process, "supervisor": lambda: [self.process.pid]}[what]()
        try:
            return bool(victims) and os.kill(source.choice(victims), signal.SIGKILL) is None
        except ProcessLookupError:
            return False
