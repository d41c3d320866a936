"""A mail server for one test: aiosmtpd on a port that the system picks.

Words on the command line: a folder for what is taken in, and what else the server is like. It prints its port, and then
a line for each letter it has taken. `down` binds the port without listening, so that whoever connects is refused; a
line on its standard input makes it listen. `moved` has one recipient, maya, who is not there any more: it says so when a
line comes on its standard input, and writes a file `asked` before.
"""

import asyncio
import os
import socket
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

folder, kinds = sys.argv[1], set(sys.argv[2:])
taken = 0


class Desk:
    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        with open(os.path.join(folder, "hello"), "w") as out:
            out.write(hostname)
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if "refuses-sender" in kinds:
            return "550 5.7.1 not you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if "refuses" in kinds:
            return "550 5.1.1 nobody here"
        if "busy" in kinds:
            return "451 4.3.0 come again"
        if "moved" in kinds and address.startswith("maya@"):
            open(os.path.join(folder, "asked"), "w").close()
            await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
            return "550 5.1.1 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global taken
        if "refuses-letter" in kinds:
            return "554 5.7.1 this looks like something that nobody asked for"
        taken += 1
        with open(os.path.join(folder, f"{taken:03}.eml"), "wb") as out:
            out.write(envelope.original_content)
        with open(os.path.join(folder, f"{taken:03}.to"), "w") as out:
            out.write("\n".join([envelope.mail_from, *envelope.rcpt_tos]))
        if "cuts" in kinds:
            server.transport.abort()
        print("taken", flush=True)
        return "250 OK"


class Refusing(SMTP):
    """Takes no letter from anybody, and says so before it reads one."""

    async def smtp_DATA(self, arg):
        await self.push("554 5.7.1 not today")


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"desk", b"secret word")
    return AuthResult(success=good, handled=False)


async def main():
    context = None
    if "tls" in kinds or "starttls" in kinds:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.environ["CERTIFICATE"], os.environ["KEY"])
    login = {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False} if "login" in kinds else {}
    starttls = {"tls_context": context, "require_starttls": True} if "starttls" in kinds else {}

    def desk():
        kind = Refusing if "refuses-data" in kinds else SMTP
        return kind(Desk(), hostname="mail.example", loop=asyncio.get_running_loop(), **login, **starttls)

    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    if "down" in kinds:
        print(bound.getsockname()[1], flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    secure = {"ssl": context} if "tls" in kinds else {}
    server = await asyncio.get_running_loop().create_server(desk, sock=bound, **secure)
    print("up" if "down" in kinds else bound.getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


asyncio.run(main())
