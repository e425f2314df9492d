"""A copy of the committed tree in which one target can be changed, built and tested."""

import io
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ["swift", "build", "--build-tests", "-Xswiftc", "-Onone", "-Xswiftc", "-continue-building-after-errors"]
ERROR = re.compile(r"^(/[^:\n]+\.swift):(\d+):\d+: error: ", re.MULTILINE)
# A change may make a loop endless that takes memory in every turn.
MEMORY = 8 << 30


def closure(names, targets):
    """These targets and everything they stand on."""
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name in found or name not in targets:
            continue
        found.add(name)
        waiting += [entry["byName"][0] for entry in targets[name]["dependencies"] if "byName" in entry]
    return found


def stop(process):
    """Ends it, and what was started by it."""
    subprocess.run(["pkill", "-KILL", "-s", str(process.pid)])


class Tree:
    def __init__(self, folder, target, skip):
        self.folder = folder
        self.target = target
        self.skip = skip
        self.bundle = folder / ".build/debug/secretaryPackageTests.xctest"
        # Where the declarations of the switches go.
        self.generated = f"Sources/{target}/Switches.swift"
        self.fill()
        files = sorted((folder / "Sources" / target).rglob("*.swift"))
        self.originals = {str(file.relative_to(folder)): file.read_text() for file in files}

    def fill(self):
        """Writes what differs only, so that a folder that was used before is built again quickly."""
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
        described = subprocess.run(["swift", "package", "dump-package"], cwd=ROOT, capture_output=True, check=True).stdout
        targets = {entry["name"]: entry for entry in json.loads(described)["targets"]}
        needed = closure([self.target + "Tests"], targets)
        if self.target not in needed:
            sys.exit(f"There is no {self.target}Tests that tests {self.target}.")
        kept = set()
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            for member in filter(tarfile.TarInfo.isfile, tar):
                data = tar.extractfile(member).read()
                if member.name == "Package.swift":
                    # A changed constant may make code unreachable, which is a warning and no reason to stop here.
                    data = data.replace(b"  .treatAllWarnings(as: .error),\n", b"")
                    data += f"\npackage.targets.removeAll {{ !{json.dumps(sorted(needed))}.contains($0.name) }}\n".encode()
                file = self.folder / member.name
                kept.add(file)
                if not file.exists() or file.read_bytes() != data:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(data)
                    file.chmod(member.mode)
        for file in [file for name in ("Sources", "Tests") for file in (self.folder / name).rglob("*.swift")]:
            if file not in kept:
                file.unlink()

    def sources(self):
        """The target's files as they are committed: {path: text}."""
        return dict(self.originals)

    def unswitch(self):
        self.write({self.generated: "", **self.originals})

    def write(self, texts):
        for path, text in texts.items():
            file = self.folder / path
            if not file.exists() or file.read_text() != text:
                file.write_text(text)

    def build(self):
        """None when it builds, else what the compiler says."""
        process = subprocess.run(BUILD, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return process.stdout.decode(errors="replace") if process.returncode else None

    def places(self, output):
        """Where the compiler found errors: {path: lines}."""
        found = {}
        for file, line in ERROR.findall(output):
            if Path(file).is_relative_to(self.folder):
                found.setdefault(str(Path(file).relative_to(self.folder)), set()).add(int(line))
        return found

    def keep(self):
        """Puts the tests that were built where no later build changes them, and says where."""
        return shutil.copy2(self.bundle, self.bundle.with_name("kept.xctest"))

    def test(self, bundle, limit=None, **environment):
        """Whether every test held; a run that takes longer than it may did not."""
        arguments = [bundle, "--testing-library", "swift-testing", "--filter", self.target + "Tests"]
        for word in filter(None, self.skip.split("|")):
            arguments += ["--skip", word]
        with tempfile.TemporaryDirectory(prefix="mutation-") as temporary:
            process = subprocess.Popen(
                arguments, cwd=self.folder, env={**os.environ, "TMPDIR": temporary, **environment},
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)))
            clock = threading.Timer(limit or 3600, stop, [process])
            clock.start()
            try:
                # The first complaint is enough.
                held = not any(b"recorded an issue" in line for line in process.stdout)
                return held and process.wait() == 0
            finally:
                clock.cancel()
                stop(process)
                process.wait()
