"""The peer of the benchmark: one mailbox watched the way a Python program usually does it.

google-api-python-client, one process per user, `messages.list q=is:unread` at every check, a row per draft in SQLite and
a draft in the thread. It does the same job as secretary-worker on the same mail, without surviving a kill: no ledger, no
lease, no history. SIGUSR1 checks now; SIGTERM ends.
"""

import argparse
import base64
import json
import signal
import sqlite3
import sys
from email.message import EmailMessage
from email.utils import getaddresses

from google.api_core.client_options import ClientOptions
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build

UNANSWERABLE = ("auto-submitted", "list-id", "list-unsubscribe", "precedence", "feedback-id")


def headers_of(message):
    return {field["name"].lower(): field["value"] for field in message["payload"].get("headers", [])}


def deserves_reply(headers):
    sender = getaddresses([headers.get("from", "")])[0][1].lower()
    return not any(name in headers for name in UNANSWERABLE) and not sender.startswith(("no-reply", "noreply"))


class Worker:
    def __init__(self, arguments):
        with open(arguments.token) as file:
            token = json.load(file)
        credentials = Credentials(
            None, refresh_token=token["refresh_token"], token_uri=token["token_uri"], client_id=token["client_id"],
            client_secret=token["client_secret"], scopes=token["scopes"])
        self.gmail = build(
            "gmail", "v1", credentials=credentials, static_discovery=True, cache_discovery=False,
            client_options=ClientOptions(api_endpoint=arguments.api)).users()
        self.store = sqlite3.connect(arguments.store)
        self.store.execute("CREATE TABLE IF NOT EXISTS drafts(message_id TEXT PRIMARY KEY, draft_id TEXT, body TEXT)")

    def check(self):
        drafted = 0
        page = None
        while True:
            answer = self.gmail.messages().list(userId="me", q="is:unread", pageToken=page).execute()
            for entry in answer.get("messages", []):
                drafted += self.handle(entry["id"])
            page = answer.get("nextPageToken")
            if not page:
                return drafted

    def handle(self, message_id):
        known = self.store.execute("SELECT 1 FROM drafts WHERE message_id = ?", (message_id,)).fetchone()
        if known:
            return 0
        message = self.gmail.messages().get(userId="me", id=message_id).execute()
        headers = headers_of(message)
        if not deserves_reply(headers):
            return 0
        self.gmail.threads().get(userId="me", id=message["threadId"]).execute()
        reply = EmailMessage()
        reply["To"] = headers.get("reply-to", headers.get("from", ""))
        subject = headers.get("subject", "")
        reply["Subject"] = subject if subject.lower().startswith("re:") else "Re: " + subject
        reply["In-Reply-To"] = headers.get("message-id", "")
        reply["References"] = (headers.get("references", "") + " " + headers.get("message-id", "")).strip()
        reply.set_content("Thank you for your message. I have seen it and will get back to you.\n")
        raw = base64.urlsafe_b64encode(reply.as_bytes()).decode()
        body = {"message": {"raw": raw, "threadId": message["threadId"]}}
        draft = self.gmail.drafts().create(userId="me", body=body).execute()
        self.store.execute("INSERT INTO drafts VALUES (?, ?, ?)", (message_id, draft["id"], reply.get_content()))
        self.store.commit()
        return 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--api", required=True, help="base address of the Gmail API")
    parser.add_argument("--token", required=True, help="token.json as Google's samples leave it behind")
    parser.add_argument("--store", required=True, help="SQLite file for the drafts")
    worker = Worker(parser.parse_args())
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGTERM})
    print("ready", flush=True)
    while True:
        print("checked", worker.check(), flush=True)
        if signal.sigwait({signal.SIGUSR1, signal.SIGTERM}) == signal.SIGTERM:
            sys.exit(0)


main()
