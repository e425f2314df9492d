"""Where the database is, and what stands between it and the programs."""

import subprocess

from proxy import Proxy
from servers import Pooler, Server
from stores import ServerStore

VERSION = "15"
SETTINGS = {"synchronous_commit": "on", "max_connections": "30"}


class Direct:
    """A server, reached through a proxy of ours. Commits are kept through a crash, as on a server that somebody relies on."""

    def __init__(self, place, stack):
        self.server = self.server_at(place, stack)
        stack.callback(self.server.stop)
        self.server.start()
        self.socket = self.server.folder / ".s.PGSQL.5432"
        self.proxy = Proxy(self.socket)
        stack.callback(self.proxy.stop)
        self.store = ServerStore(self.server.address)
        self.address = f"postgresql://postgres@127.0.0.1:{self.proxy.port}/postgres"

    def server_at(self, place, stack):
        return Server(VERSION, place, name="server", **SETTINGS)

    def sessions(self):
        """The server's processes that work for the secretary."""
        return [pid for (pid,) in self.store.rows("SELECT pid FROM pg_stat_activity WHERE application_name = 'secretary'")]

    def say(self, statement):
        """As the superuser, outside of any transaction."""
        subprocess.run(["psql", "--no-psqlrc", "--quiet", "--command", statement, self.store.address], check=True,
                       capture_output=True)


class Pooled(Direct):
    """The same behind PgBouncer, with little room."""

    def __init__(self, place, stack):
        super().__init__(place, stack)
        self.pooler = Pooler(self.server, default_pool_size=2, max_client_conn=12, server_login_retry=1)
        stack.callback(self.pooler.stop)
        self.pooler.start()
        self.socket = self.server.folder / f".s.PGSQL.{Pooler.PORT}"
        self.address = self.pooler.address


class Doubled(Direct):
    """A server with a standby that has every commit before it is answered; the address names both."""

    def __init__(self, place, stack):
        super().__init__(place, stack)
        self.standby = Standby(self.server, place)
        stack.callback(self.standby.stop)
        self.standby.start()
        self.say("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.say("SELECT pg_reload_conf()")
        self.address = f"postgresql://postgres@/postgres?host={self.server.folder},{self.standby.folder}"


class Standby(Server):
    def __init__(self, primary, place):
        super().__init__(VERSION, place, name="standby", **SETTINGS)
        self.primary = primary

    def make(self):
        self.call("pg_basebackup", "--pgdata", self.folder / "data", "--host", self.primary.folder, "--username=postgres",
                  "--write-recovery-conf", "--checkpoint=fast", "--no-sync")

    def promote(self):
        self.call("pg_ctl", "--pgdata", self.folder / "data", "--silent", "promote")


class Small(Direct):
    """A server whose data and whose log of changes lie on file systems of a few megabytes. Takes root, to mount them."""

    def server_at(self, place, stack):
        self.data, self.log = (place / name for name in ("small-data", "small-log"))
        for folder, size in ((self.data, "80m"), (self.log, "24m")):
            folder.mkdir()
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0777", "secretary-test", folder], check=True)
            stack.callback(subprocess.run, ["umount", "--lazy", folder], check=False)
        return SmallServer(place, self.data / "data", self.log / "log")


class SmallServer(Server):
    def __init__(self, place, data, log):
        super().__init__(VERSION, place, name="server", **SETTINGS | {"max_wal_size": "8MB", "min_wal_size": "2MB"})
        self.data, self.log = data, log

    def make(self):
        self.call("initdb", "--pgdata", self.data, "--waldir", self.log, "--wal-segsize=1", "--username=postgres",
                  "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")
        (self.folder / "data").symlink_to(self.data)
