"""A store of mail on disk: notmuch indexes it, lieer keeps it in step with a simulated mailbox."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

GMI = Path(__file__).with_name("gmi.py")
# What lieer asks for when it signs somebody in.
SCOPES = tuple(f"https://www.googleapis.com/auth/gmail.{name}" for name in ("readonly", "labels", "modify"))


class Repository:
    def __init__(self, user):
        self.user = user
        self.root = tempfile.TemporaryDirectory()
        self.folder = Path(self.root.name, user.address)
        self.folder.mkdir()
        config = Path(self.root.name, "notmuch-config")
        config.write_text(f"[database]\npath={self.root.name}\n[user]\nprimary_email={user.address}\n[new]\ntags=\n")
        self.environment = {**os.environ, "NOTMUCH_CONFIG": str(config), "HOME": self.root.name}
        self.notmuch("new")
        (self.folder / ".credentials.gmailieer.json").write_text(json.dumps(user.token))
        self.gmi("init", user.address)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.root.cleanup()

    def gmi(self, *arguments, text=None):
        """What lieer says; it must end well."""
        return self._run([sys.executable, "-B", str(GMI), self.user.simulator.base, *arguments], text)

    def notmuch(self, *arguments):
        return self._run(["notmuch", *arguments])

    def _run(self, command, text=None):
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, input=text, text=True, timeout=60,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        assert done.returncode == 0, f"{command[-1]} ended with {done.returncode}:\n{done.stdout}"
        return done.stdout

    def count(self, query="*"):
        return int(self.notmuch("count", "--exclude=false", query))

    def tags(self, subject):
        return set(self.notmuch("search", "--exclude=false", "--output=tags", f'subject:"{subject}"').split())

    def tag(self, subject, *changes):
        self.notmuch("tag", *changes, "--", f'subject:"{subject}"')
