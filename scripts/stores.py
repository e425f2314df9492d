"""The store of the started programs, looked into and changed behind their backs: a file, or a database on a server."""

import json
import re
import sqlite3
import subprocess


class FileStore:
    """SQLite, in the folder of the configuration."""

    # The present moment, as a statement says it.
    now = "strftime('%Y-%m-%dT%H:%M:%fZ')"

    def __init__(self, folder):
        self.file, self.address = folder / "secretary.db", "sqlite:secretary.db"

    def rows(self, query, values=()):
        store = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=30)
        try:
            return store.execute(query, values).fetchall()
        finally:
            store.close()

    def change_many(self, statement, rows):
        self.change((statement, values) for values in rows)

    def change(self, statements):
        """Statements with their values, in one transaction."""
        store = sqlite3.connect(self.file, timeout=30)
        try:
            with store:
                for statement, values in statements:
                    store.execute(statement, values)
        finally:
            store.close()

    @staticmethod
    def ago(seconds):
        """The moment so many seconds before now, as a statement says it."""
        return f"strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '{-seconds} seconds')"


class ServerStore:
    """PostgreSQL at an address, through its own psql. Rows come as SQLite would give them: JSON and times as texts."""

    now = "now()"

    def __init__(self, address):
        self.address = address

    def rows(self, query, values=()):
        found = self.run(f"SELECT json_agg(found) FROM ({self.filled(query, values)}) AS found;").strip()
        return [tuple(self.plain(value) for value in row.values()) for row in json.loads(found or "[]")]

    def change_many(self, statement, rows):
        self.change((statement, values) for values in rows)

    def change(self, statements):
        """Statements with their values, in one transaction."""
        script = "".join(f"{self.filled(statement, values)};\n" for statement, values in statements)
        self.run(f"BEGIN;\n{script}COMMIT;\n")

    @staticmethod
    def ago(seconds):
        """The moment so many seconds before now, as a statement says it."""
        return f"now() - interval '{seconds} seconds'"

    def run(self, script):
        done = subprocess.run(
            ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", self.address],
            input=f"SET search_path = secretary;\n{script}", capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip())
        return done.stdout

    @staticmethod
    def filled(statement, values):
        """The statement with its values in it: psql 15 cannot bind any."""
        def literal(match):
            value = values[int(match[1]) - 1]
            return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"
        return re.sub(r"\$(\d+)", literal, statement)

    @staticmethod
    def plain(value):
        return json.dumps(value) if isinstance(value, dict | list) else value
