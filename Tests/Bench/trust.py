"""A certificate authority for one benchmark run, trusted by both sides the way each trusts the public ones."""

import os
import shutil
import subprocess

SYSTEM_CERTIFICATES = "/etc/ssl/certs"


def make(folder):
    """Writes server.pem, server.key, a `certs` folder and a bundle, both with this machine's certificates and our own."""
    folder.mkdir()

    def openssl(*arguments):
        return subprocess.run(
            ["openssl", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()

    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")
    openssl("req", "-x509", *new_key, "-subj", "/CN=Benchmark authority", "-keyout", "ca.key", "-out", "ca.pem")
    openssl(
        "req", "-x509", *new_key, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-addext",
        "basicConstraints=critical,CA:FALSE", "-CA", "ca.pem", "-CAkey", "ca.key", "-keyout", "server.key", "-out",
        "server.pem")
    shutil.copytree(SYSTEM_CERTIFICATES, folder / "certs", symlinks=True)
    shutil.copy(folder / "ca.pem", folder / "certs" / f"{openssl('x509', '-hash', '-noout', '-in', 'ca.pem')}.0")
    with open(folder / "bundle.pem", "wb") as bundle:
        for part in (f"{SYSTEM_CERTIFICATES}/ca-certificates.crt", folder / "ca.pem"):
            with open(part, "rb") as file:
                shutil.copyfileobj(file, bundle)


def trust(folder):
    """Our authority becomes one of this machine's, for this process and its children only: scripts/bench gave us a mount
    namespace of our own. Python's client reads a bundle, which it is told of in its own way."""
    subprocess.run(["mount", "--bind", folder / "certs", SYSTEM_CERTIFICATES], check=True)
    os.environ["HTTPLIB2_CA_CERTS"] = str(folder / "bundle.pem")
