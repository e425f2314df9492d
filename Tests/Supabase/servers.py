"""PostgreSQL servers and a pooler in temporary folders, and sessions with them."""

import csv
import importlib.machinery
import importlib.util
import io
import os
import pathlib
import re
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DONE = "no more rows of this answer"


def user():
    """Whom servers run as: PostgreSQL and PgBouncer refuse root."""
    return "nobody" if os.geteuid() == 0 else None


def programs(version):
    """The folder of PostgreSQL's programs, as the tests of the store have them."""
    path = str(ROOT / "Tests/PostgreSQL/servers")
    loader = importlib.machinery.SourceFileLoader("private_servers", path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module.programs_of(str(version))


class Answer:
    def __init__(self, rows, error):
        self.rows = rows
        self.error = error  # SQLSTATE, or None

    @property
    def value(self):
        return self.rows[0][0] if self.rows and self.rows[0] else None


class Session:
    """One connection through psql, kept open. A statement's error is its SQLSTATE."""

    def __init__(self, folder, port, role, database):
        self.process = subprocess.Popen(
            [
                "psql",
                "-X",
                "-q",
                "-t",
                "--csv",
                "-h",
                folder,
                "-p",
                str(port),
                "-U",
                role,
                "-d",
                database,
                "-v",
                "VERBOSITY=sqlstate",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PGOPTIONS": "", "PGCONNECT_TIMEOUT": "10"},
        )

    def run(self, *statements):
        """Runs statements one after another. Rows are those of all, the error is the first."""
        for statement in statements:
            self.process.stdin.write(statement.rstrip().rstrip(";") + "\n;\n")
        self.process.stdin.write(f"\\echo {DONE}\n")
        self.process.stdin.flush()
        text, error = "", None
        for line in self.process.stdout:
            if line.strip() == DONE:
                return Answer(list(csv.reader(io.StringIO(text))), error)
            failed = re.match(r"(?:ERROR|FATAL|psql: error):\s*(\w{5})?", line)
            if failed:
                error = error or failed.group(1) or "connection"
            elif not re.match(r"(NOTICE|WARNING):", line):
                text += line
        return Answer([], error or "connection")

    def must(self, *statements):
        answer = self.run(*statements)
        if answer.error:
            raise RuntimeError(f"{answer.error}: {statements}")
        return answer

    def tried(self, *statements):
        """What statements answer in a transaction that is rolled back."""
        answer = self.run("BEGIN", *statements)
        self.run("ROLLBACK")
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Server:
    """A server of its own whose superuser is `supabase_admin`, as at Supabase."""

    port = 54999

    def __init__(self, version, folder):
        self.version = version
        self.folder = str(folder)
        self.bin = programs(version)
        os.chmod(folder, 0o755)
        data = f"{folder}/data"
        os.mkdir(data, 0o700)
        if user():
            shutil.chown(data, user())
            shutil.chown(folder, user())
        self.command("initdb", "-D", data, "-U", "supabase_admin", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
        self.command("pg_ctl", "-D", data, "-l", f"{folder}/log", "-w", "-o", f"{options} -p {self.port}", "start")

    def command(self, program, *arguments):
        subprocess.run(
            [self.bin / program, *arguments],
            check=True,
            user=user(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        )

    def session(self, role, database, port=None):
        return Session(self.folder, port or self.port, role, database)

    def script(self, role, database, text):
        """Runs a script in one transaction, as `migrate` does."""
        done = subprocess.run(
            [
                "psql",
                "-X",
                "-q",
                "-1",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                self.folder,
                "-p",
                str(self.port),
                "-U",
                role,
                "-d",
                database,
                "-f",
                "-",
            ],
            input=text,
            text=True,
            capture_output=True,
        )
        if done.returncode:
            raise RuntimeError(done.stderr)

    def stop(self):
        self.command("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-w", "stop")


class Pooler:
    """Debian's PgBouncer in transaction mode with one connection to the server, so that whoever comes next gets the same."""

    port = 54998

    def __init__(self, server, database, roles):
        self.server = server
        folder = f"{server.folder}/pooler"
        os.mkdir(folder)
        with open(f"{folder}/users", "w") as file:
            file.writelines(f'"{role}" ""\n' for role in roles)
        with open(f"{folder}/pooler.ini", "w") as file:
            file.write(
                f"[databases]\n{database} = host={server.folder} port={server.port} dbname={database}\n"
                f"[pgbouncer]\nlisten_addr =\nlisten_port = {self.port}\nunix_socket_dir = {server.folder}\n"
                f"auth_type = trust\nauth_file = {folder}/users\npool_mode = transaction\ndefault_pool_size = 1\n"
                f"pidfile = {folder}/pid\nlogfile = {folder}/log\n"
            )
        if user():
            for path in (folder, f"{folder}/users", f"{folder}/pooler.ini"):
                shutil.chown(path, user())
        self.process = subprocess.Popen(
            ["/usr/sbin/pgbouncer", "-q", f"{folder}/pooler.ini"],
            user=user(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        subprocess.run(
            ["/usr/bin/pg_isready", "-q", "-h", server.folder, "-p", str(self.port), "-d", database, "-t", "10"], check=False
        )

    def session(self, role, database):
        return self.server.session(role, database, self.port)

    def stop(self):
        self.process.terminate()
        self.process.wait()
