"""Somebody at the store's door who has no sandbox around them: says one message on each of several new connections.

Takes the socket's path, and on standard input a JSON list of messages; gives a JSON list of what came back: the answer, or in
words why there was none.
"""

import json
import socket
import struct
import sys


def say(path, message):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(20)
        try:
            connection.connect(path)
            words = message.encode()
            connection.sendall(struct.pack(">I", len(words)) + words)
            answer = connection.makefile("rb")
            head = answer.read(4)
            return answer.read(struct.unpack(">I", head)[0]).decode() if len(head) == 4 else "hung up"
        except OSError as error:
            return str(error.strerror or error)


if __name__ == "__main__":
    json.dump([say(sys.argv[1], message) for message in json.load(sys.stdin)], sys.stdout)
