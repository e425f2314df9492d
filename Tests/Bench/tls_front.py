"""Puts TLS before the simulator, because both sides speak it to Google: trust costs memory, and handshakes cost processor.

Takes the folder with server.pem and server.key, the port to listen on, the simulator's port, and after how many seconds a
connection that nobody uses is closed. Google closes after some minutes, so that a mailbox checked every five minutes needs
a new connection each time.
"""

import asyncio
import ssl
import sys


async def pass_on(reader, writer, idle):
    try:
        while data := await asyncio.wait_for(reader.read(65536), idle):
            writer.write(data)
            await writer.drain()
    except (OSError, TimeoutError):
        pass
    finally:
        writer.close()


async def main(folder, port, simulator, idle):
    async def serve(reader, writer):
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", simulator)
        await asyncio.gather(pass_on(reader, inner_writer, idle), pass_on(inner_reader, writer, None))

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/server.pem", f"{folder}/server.key")
    server = await asyncio.start_server(serve, "127.0.0.1", port, ssl=context, backlog=4096)
    await server.serve_forever()


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
