"""lieer's command `gmi`, talking to a simulator in place of Gmail. Usage: gmi.py BASE ARGUMENT..."""

import sys

import google.oauth2.credentials
from discovery import DOCUMENT
from googleapiclient import discovery as client
from lieer.gmailieer import Gmailieer


def point_at(base):
    """lieer cannot be told where Gmail is: Google's client has it from the discovery document, also for batches, and
    google-auth knows where tokens are refreshed."""
    moved = {**DOCUMENT, "rootUrl": f"{base}/"}
    client.build = lambda name, version, credentials: client.build_from_document(moved, credentials=credentials)
    google.oauth2.credentials._GOOGLE_OAUTH2_TOKEN_ENDPOINT = f"{base}/token"


if __name__ == "__main__":
    point_at(sys.argv.pop(1))
    Gmailieer().main()
