"""A way to a server that can be cut, closed, slowed down, and made to swallow what it is given."""

import contextlib
import os
import random
import socket
import struct
import threading
import time

# Closing a socket that has this resets the connection.
RESET = struct.pack("ii", 1, 0)


class Way:
    """One connection through the proxy: what comes at either end goes out at the other."""

    def __init__(self, proxy, client, server):
        self.proxy, self.client, self.server = proxy, client, server
        # Nothing passes any more, and neither end is told.
        self.is_forgotten = False
        for source, target in ((client, server), (server, client)):
            threading.Thread(target=self.pump, args=(source, target), daemon=True).start()

    def pump(self, source, target):
        try:
            while piece := source.recv(1 << 16):
                time.sleep(self.proxy.delay)
                self.proxy.flowing.wait()
                if self.is_forgotten:
                    continue
                target.sendall(piece)
                # The server has the word that ends the transaction, and nobody learns whether it happened.
                if source is self.client and b"COMMIT" in piece and random.random() < self.proxy.lost_commits:
                    time.sleep(0.05)
                    break
        except OSError:
            pass
        if not self.is_forgotten:
            self.cut()

    def cut(self):
        self.proxy.ways.discard(self)
        for end in (self.client, self.server):
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                end.shutdown(socket.SHUT_RDWR)
            end.close()


class Proxy:
    """Listens at a port of this machine, before a server's socket."""

    def __init__(self, target):
        self.target = str(target)
        self.is_open = True
        self.delay = 0.0
        self.lost_commits = 0.0
        self.flowing = threading.Event()
        self.flowing.set()
        self.ways = set()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            try:
                if not self.is_open:
                    raise ConnectionRefusedError
                server.connect(self.target)
            except OSError:
                client.close()
                server.close()
                continue
            self.ways.add(Way(self, client, server))

    def cut(self):
        """Resets every connection there is."""
        for way in list(self.ways):
            way.cut()

    def forget(self):
        """Whatever is connected is never heard of again, as when a machine between forgets it; new connections are well."""
        for way in list(self.ways):
            way.is_forgotten = True

    def stop(self):
        self.listener.close()
        self.flowing.set()
        self.cut()


class Guest:
    """One connection to a server or pooler at its socket, which does nothing but be there."""

    def __init__(self, place):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(5)
        try:
            self.socket.connect(str(place))
            # The start-up message of protocol 3.0.
            words = b"user\0postgres\0database\0postgres\0\0"
            self.socket.sendall(struct.pack("!ii", 8 + len(words), 196608) + words)
            self.is_in = self.answered()
        except OSError:
            self.is_in = False
        if not self.is_in:
            self.leave()

    def answered(self):
        """Whether the server says that it waits for a query (Z), and no error (E)."""
        while kind := self.exactly(1):
            (length,) = struct.unpack("!i", self.exactly(4))
            self.exactly(length - 4)
            if kind in b"ZE":
                return kind == b"Z"
        return False

    def exactly(self, count):
        found = b""
        while len(found) < count and (piece := self.socket.recv(count - len(found))):
            found += piece
        return found

    def say(self, statement):
        text = statement.encode() + b"\0"
        self.socket.sendall(b"Q" + struct.pack("!i", 4 + len(text)) + text)
        return self.answered()

    def leave(self):
        self.socket.close()


class Crowd:
    """Takes every place that there is and every one that comes free, until it goes."""

    def __init__(self, place, statement=None, count=1000):
        """With a statement, each of `count` guests says it and goes on to wait."""
        self.place, self.statement, self.count = place, statement, count
        self.guests = []
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.come, daemon=True)
        self.thread.start()

    def come(self):
        while not self.over.is_set():
            guest = Guest(self.place) if len(self.guests) < self.count else None
            if guest and guest.is_in:
                self.guests.append(guest)
                if self.statement:
                    # Where others are before, it waits.
                    with contextlib.suppress(TimeoutError):
                        guest.say(self.statement)
            else:
                self.over.wait(0.02)

    def go(self):
        self.over.set()
        self.thread.join()
        for guest in self.guests:
            guest.leave()


def fill(folder):
    """Takes all the room of a file system; returns the file that has it."""
    ballast = folder / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12):
            with contextlib.suppress(OSError):
                while file.write(os.urandom(size)):
                    pass
    return ballast
