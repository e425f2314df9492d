"""What happens to the database: how it begins and ends, and what `status` has to say of it meanwhile."""

import contextlib
import os
import signal
import subprocess
import threading

from proxy import Crowd, fill
from stages import Direct, Doubled, Pooled, Small

SILENT = "does not answer"
ROOMLESS = "no room for another connection"
READING = "lets nobody write"
FULL = "disk .* is full"


class Fault:
    """`seconds` is how long it lasts; `words` is what status says of it, an expression, or None where work goes on. In some the
    supervisor is killed, too; in the others it has to find back by itself."""

    stage, seconds, words, takes_supervisor = Direct, 12, SILENT, False

    def begin(self, stage):
        raise NotImplementedError

    def end(self, stage):
        raise NotImplementedError


class RestartedFast(Fault):
    """The server is stopped in order, and started again after a while."""

    mode = "fast"

    def begin(self, stage):
        stage.server.stop(self.mode)

    def end(self, stage):
        stage.server.launch()


class RestartedAtOnce(RestartedFast):
    """The server is stopped without letting it finish anything, and recovers from its log."""

    mode = "immediate"
    takes_supervisor = True


class Cut(Fault):
    """The server ends every session of ours, again and again."""

    words = None
    takes_supervisor = True

    def begin(self, stage):
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.repeat, args=(stage,))
        self.thread.start()

    def repeat(self, stage):
        while not self.over.wait(0.3):
            for pid in stage.sessions():
                try:
                    os.kill(pid, signal.SIGTERM)  # what pg_terminate_backend does
                except ProcessLookupError:
                    pass

    def end(self, stage):
        self.over.set()
        self.thread.join()


class Refused(Fault):
    """Connections are reset, and no new one is let through."""

    def begin(self, stage):
        stage.proxy.is_open = False
        stage.proxy.cut()

    def end(self, stage):
        stage.proxy.is_open = True


class Hung(Fault):
    """Nothing passes, and nobody is told; then everything does."""

    seconds = 50

    def begin(self, stage):
        stage.proxy.flowing.clear()

    def end(self, stage):
        stage.proxy.flowing.set()


class Forgotten(Fault):
    """Connections are never heard of again, while new ones are well."""

    words = None

    def begin(self, stage):
        stage.proxy.forget()

    def end(self, stage):
        pass


class CommitsUnanswered(Fault):
    """Of every third transaction nobody learns whether it happened."""

    words = None
    takes_supervisor = True

    def begin(self, stage):
        stage.proxy.lost_commits = 0.3

    def end(self, stage):
        stage.proxy.lost_commits = 0.0


class Slow(Fault):
    """Everything takes 0.15 s more, each way."""

    words = None
    seconds = 20

    def begin(self, stage):
        stage.proxy.delay = 0.15

    def end(self, stage):
        stage.proxy.delay = 0.0


class ReadOnly(Fault):
    """The server is set to let nobody write, as hosted ones are when their disk is nearly full."""

    words = READING

    def begin(self, stage):
        self.set(stage, "on")

    def end(self, stage):
        self.set(stage, "off")

    def set(self, stage, value):
        stage.say(f"ALTER SYSTEM SET default_transaction_read_only = {value}")
        stage.say("SELECT pg_reload_conf()")
        for pid in stage.sessions():
            os.kill(pid, signal.SIGTERM)


class ServerCrowded(Fault):
    """Others have all connections that the server allows."""

    words = ROOMLESS

    def begin(self, stage):
        sessions = stage.sessions()
        self.crowd = Crowd(stage.socket)
        for pid in sessions:
            os.kill(pid, signal.SIGTERM)

    def end(self, stage):
        self.crowd.go()


class PoolerCrowded(ServerCrowded):
    """Others have all connections that the pooler allows."""

    stage = Pooled


class PoolHeld(Fault):
    """Others keep all of the pooler's connections to the server, each in a transaction."""

    stage = Pooled

    def begin(self, stage):
        self.crowd = Crowd(stage.socket, "BEGIN", count=4)

    def end(self, stage):
        self.crowd.go()


class PoolerRestarted(Fault):
    """The pooler is killed, and started again after a while."""

    stage = Pooled

    def begin(self, stage):
        stage.pooler.process.kill()
        stage.pooler.process.wait()

    def end(self, stage):
        stage.pooler.start()


class RestartedBehindPooler(RestartedAtOnce):
    """The server is restarted while the pooler stays."""

    stage = Pooled


class FailedOver(Fault):
    """The server dies for good; after a while the standby becomes the server."""

    stage, words, takes_supervisor = Doubled, READING, True

    def begin(self, stage):
        stage.server.stop("immediate")

    def end(self, stage):
        stage.standby.promote()
        stage.store.address = stage.standby.address


class DataFull(Fault):
    """No room for rows."""

    stage, words = Small, FULL

    def begin(self, stage):
        self.ballast = fill(self.folder(stage))

    def folder(self, stage):
        return stage.data

    def end(self, stage):
        self.ballast.unlink()


class LogFull(DataFull):
    """No room for the log of changes, on which the server gives up; once there is room somebody starts it again."""

    words = f"{SILENT}|{FULL}"

    def folder(self, stage):
        return stage.log

    def begin(self, stage):
        super().begin(stage)
        # There is some room left inside of it, which is written full.
        with contextlib.suppress(subprocess.CalledProcessError):
            for _ in range(100):
                stage.say("SELECT pg_logical_emit_message(false, 'test', repeat('x', 500000))")

    def end(self, stage):
        super().end(stage)
        if stage.server.process.poll() is not None:
            stage.server.launch()


ALL = {
    "restarted-fast": RestartedFast, "restarted-at-once": RestartedAtOnce, "cut": Cut, "refused": Refused, "hung": Hung,
    "forgotten": Forgotten, "commits-unanswered": CommitsUnanswered, "slow": Slow, "read-only": ReadOnly,
    "server-crowded": ServerCrowded, "pooler-crowded": PoolerCrowded, "pool-held": PoolHeld,
    "pooler-restarted": PoolerRestarted, "restarted-behind-pooler": RestartedBehindPooler, "failed-over": FailedOver,
    "data-full": DataFull, "log-full": LogFull,
}
