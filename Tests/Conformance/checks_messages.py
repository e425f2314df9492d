"""Listing, reading and sending messages; conversations; search."""

import base64
import io

from googleapiclient.http import MediaIoBaseUpload
from simulator import FULL, GMAIL, refused, run


def raw(text):
    return base64.urlsafe_b64encode(text.replace("\n", "\r\n").encode()).decode()


def header(message, name):
    return next(h["value"] for h in message["payload"]["headers"] if h["name"].lower() == name.lower())


def decoded(data):
    return base64.b64decode(data, altchars=b"-_", validate=True)


def check_listing_pages_newest_first(s):
    anna = s.user("lister")
    messages = anna.me.messages()
    empty = run(messages.list(userId="me"))
    assert empty == {"resultSizeEstimate": 0}, empty
    ids = [anna.deliver(subject=f"Message {n}") for n in range(12)]
    found, request = [], messages.list(userId="me", labelIds=["UNREAD"], maxResults=5)
    while request is not None:
        page = run(request)
        found += [m["id"] for m in page["messages"]]
        request = messages.list_next(request, page)
    assert found == ids[::-1]
    both = run(messages.list(userId="me", labelIds=["INBOX", "STARRED"]))
    assert "messages" not in both, "several labels stand together"
    refused(messages.list(userId="me", labelIds=["NO_SUCH"]), 400, "invalidArgument")


def check_formats(s):
    bert = s.user("reader")
    mail = (
        "From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>\nTo: reader@example.com\nSubject: =?utf-8?b?w4RyZ2Vy?=\n"
        "Message-Id: <formats@example.org>\nX-Custom:  folded\n  value\nReceived: one\nReceived: two\n"
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        "Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: quoted-printable\n\nGr=FC=DFe & <more>\n--a\nContent-Type: text/html; charset=utf-8\n\n"
        "<p>Hallo</p>\n--a--\n--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
        "Content-Disposition: attachment; filename*=UTF-8''%E2%82%AC.pdf\n\nAAEC\n--b--\n"
    )
    sent = bert.deliver(rawBase64=raw(mail))
    get = bert.me.messages().get
    full = run(get(userId="me", id=sent))
    assert header(full, "subject") == "Ärger" and "Jürgen" in header(full, "from")
    assert [h["value"] for h in full["payload"]["headers"] if h["name"] == "Received"] == ["one", "two"]
    assert any(h["name"] == "Message-Id" for h in full["payload"]["headers"]), "names keep the sender's casing"
    outer, pdf = full["payload"]["parts"]
    plain = outer["parts"][0]
    assert full["payload"]["partId"] == "" and plain["partId"] == "0.0" and pdf["partId"] == "1"
    assert decoded(plain["body"]["data"]).decode("utf-8").startswith("Grüße")
    assert "iso-8859-1" in plain["headers"][0]["value"], "the foreign charset stays in the header"
    assert full["snippet"].startswith("Grüße &amp; &lt;more&gt;"), full["snippet"]
    assert pdf["filename"] == "€.pdf" and "data" not in pdf["body"] and pdf["body"]["size"] == 3
    attachment = run(bert.me.messages().attachments().get(userId="me", messageId=sent, id=pdf["body"]["attachmentId"]))
    assert decoded(attachment["data"]) == b"\x00\x01\x02"
    other = run(get(userId="me", id=sent))["payload"]["parts"][1]["body"]["attachmentId"]
    assert other != pdf["body"]["attachmentId"], "attachment ids change from fetch to fetch"
    metadata = run(get(userId="me", id=sent, format="metadata", metadataHeaders=["message-id", "Subject"]))
    assert [h["name"] for h in metadata["payload"]["headers"]] == ["Subject", "Message-Id"]
    assert "parts" not in metadata["payload"]
    minimal = run(get(userId="me", id=sent, format="minimal"))
    assert "payload" not in minimal and "raw" not in minimal and minimal["internalDate"].isdigit()
    whole = run(get(userId="me", id=sent, format="raw"))
    assert decoded(whole["raw"]).decode() == mail.replace("\n", "\r\n")
    assert run(get(userId="me", id=sent, format="minimal", fields="id,threadId")) == {
        "id": sent, "threadId": full["threadId"]
    }


def check_single_part_and_large_text(s):
    cora = s.user("large")
    small = run(cora.me.messages().get(userId="me", id=cora.deliver(text="Just this.")))
    assert "parts" not in small["payload"] and decoded(small["payload"]["body"]["data"]) == b"Just this."
    s.control("POST", "settings", {"largestInlineText": 1000})
    try:
        big = run(cora.me.messages().get(userId="me", id=cora.deliver(text="word " * 1000)))
    finally:
        s.control("POST", "settings", {"largestInlineText": 262144})
    body = big["payload"]["body"]
    assert "data" not in body
    got = run(cora.me.messages().attachments().get(userId="me", messageId=big["id"], id=body["attachmentId"]))
    assert decoded(got["data"]) == b"word " * 1000


def check_search_lags_and_labels_do_not(s):
    dora = s.user("searcher")
    sent = dora.deliver(subject="Quarterly numbers", **{"from": "Boss <boss@example.org>"})
    messages = dora.me.messages()
    assert run(messages.list(userId="me", labelIds=["INBOX"]))["messages"][0]["id"] == sent
    assert "messages" not in run(messages.list(userId="me", q="subject:quarterly"))
    s.control("POST", "clock", {"advance": 10})

    def ids(query):
        return [m["id"] for m in run(messages.list(userId="me", q=query)).get("messages", [])]

    for query in ("subject:quarterly", "from:boss is:unread", "in:inbox -from:else", '"quarterly numbers"',
                  "{subject:nothing subject:numbers}", "from:nobody OR from:boss", "newer_than:1d", "after:1000"):
        assert ids(query) == [sent], query
    for query in ("is:read", "from:boss subject:other", "-in:inbox", "before:1000", "older_than:1d", "has:attachment"):
        assert ids(query) == [], query


def check_spam_and_trash_stay_out(s):
    emil = s.user("spammed")
    emil.deliver(subject="Spam", spam=True)
    messages = emil.me.messages()
    assert "messages" not in run(messages.list(userId="me"))
    assert len(run(messages.list(userId="me", includeSpamTrash=True))["messages"]) == 1
    assert len(run(messages.list(userId="me", labelIds=["SPAM"]))["messages"]) == 1


def check_modify_trash_and_delete(s):
    fred = s.user("modifier", scopes=[FULL])
    messages = fred.me.messages()
    sent = fred.deliver(subject="Change me")
    changed = run(messages.modify(userId="me", id=sent, body={"removeLabelIds": ["UNREAD", "INBOX"]}))
    assert "labelIds" not in changed, "a read and archived message has no labelIds"
    refused(messages.modify(userId="me", id=sent, body={"addLabelIds": ["SENT"]}), 400, "invalidArgument")
    assert run(messages.trash(userId="me", id=sent))["labelIds"] == ["TRASH"]
    run(messages.untrash(userId="me", id=sent))
    assert run(messages.batchModify(userId="me", body={"ids": [sent], "addLabelIds": ["STARRED"]})) == ""
    run(messages.delete(userId="me", id=sent))
    refused(messages.get(userId="me", id=sent), 404, "notFound")
    refused(messages.get(userId="me", id="zzz"), 400, "invalidArgument")


def check_sending_reaches_the_other_mailbox(s):
    gerd, hans = s.user("sender"), s.user("receiver")
    start = run(hans.me.getProfile(userId="me"))["historyId"]
    text = "From: sender@example.com\nTo: receiver@example.com\nBcc: x@example.org\nSubject: Plan\n" \
        "Message-ID: <mine@example.com>\nX-Custom: kept\n\nHello\n"
    sent = run(gerd.me.messages().send(userId="me", body={"raw": raw(text)}))
    assert sent["labelIds"] == ["SENT"] and sent["threadId"] == sent["id"]
    own = run(gerd.me.messages().get(userId="me", id=sent["id"], format="metadata"))
    assert header(own, "Message-ID") != "<mine@example.com>", "Gmail puts its own Message-ID"
    assert header(own, "X-Custom") == "kept"
    added = run(hans.me.history().list(userId="me", startHistoryId=start))["history"][0]["messagesAdded"][0]["message"]
    got = run(hans.me.messages().get(userId="me", id=added["id"]))
    assert header(got, "Message-ID") == header(own, "Message-ID")
    assert not [h for h in got["payload"]["headers"] if h["name"].lower() == "bcc"]
    # The reply joins at the sender by threadId alone, at the recipient by headers and subject.
    for subject, references, joins in (("Re: Plan", True, True), ("Plan B", True, False), ("Re: Plan", False, False)):
        reply = f"To: sender@example.com\nSubject: {subject}\n"
        if references:
            reply += f"In-Reply-To: {header(got, 'Message-ID')}\nReferences: {header(got, 'Message-ID')}\n"
        before = run(gerd.me.getProfile(userId="me"))["historyId"]
        answer = run(hans.me.messages().send(
            userId="me", body={"raw": raw(reply + "\nYes\n"), "threadId": got["threadId"]}))
        assert answer["threadId"] == got["threadId"]
        arrived = run(gerd.me.history().list(userId="me", startHistoryId=before))["history"][0]["messagesAdded"][0]["message"]
        assert (arrived["threadId"] == sent["threadId"]) is joins, (subject, references)
    thread = run(gerd.me.threads().get(userId="me", id=sent["threadId"], format="metadata"))
    assert len(thread["messages"]) == 2 and thread["messages"][0]["id"] == sent["id"]


def check_sending_needs_recipients(s):
    ida = s.user("nobody")
    send = ida.me.messages().send
    refused(send(userId="me", body={"raw": raw("Subject: x\n\nx")}), 400, "invalidArgument", "Recipient address required")
    refused(send(userId="me", body={"raw": raw("To: no address here\n\nx")}), 400, "invalidArgument", "Invalid To header")
    nowhere = {"raw": raw("To: a@b.c\n\nx"), "threadId": "x"}
    refused(send(userId="me", body=nowhere), 400, "invalidArgument", "Invalid thread_id value")
    refused(send(userId="me", body={"raw": "***"}), 400, "badRequest")
    to_self = run(send(userId="me", body={"raw": raw("To: nobody@example.com\nSubject: me\n\nx").rstrip("=")}))
    assert {"SENT", "INBOX"} <= set(to_self["labelIds"])


def plain_http(request):
    """The client takes https for every upload, whatever its endpoint says."""
    request.uri = request.uri.replace("https://", "http://")
    return request


def check_uploads(s):
    jan = s.user("uploader")
    mail = b"To: far@example.org\r\nSubject: big\r\n\r\nbody\r\n"
    media = MediaIoBaseUpload(io.BytesIO(mail), mimetype="message/rfc822")
    run(plain_http(jan.me.messages().send(userId="me", media_body=media)))
    first = run(jan.me.drafts().create(userId="me", body={"message": {"raw": raw("Subject: t\n\nt")}}))
    media = MediaIoBaseUpload(io.BytesIO(mail), mimetype="message/rfc822")
    second = run(plain_http(jan.me.drafts().create(
        userId="me", body={"message": {"threadId": first["message"]["threadId"]}}, media_body=media)))
    assert second["message"]["threadId"] == first["message"]["threadId"]
    got = run(jan.me.drafts().get(userId="me", id=second["id"], format="raw"))["message"]
    assert decoded(got["raw"]).endswith(b"\r\n\r\nbody\r\n")


def check_threads(s):
    kurt = s.user("threads", scopes=[FULL])
    one = kurt.deliver(subject="Trip", messageID="<trip-1@example.org>")
    two = kurt.deliver(subject="Re: Trip", headers={"In-Reply-To": "<trip-1@example.org>"})
    other = kurt.deliver(subject="Else")
    threads = kurt.me.threads()
    assert [t["id"] for t in run(threads.list(userId="me"))["threads"]] == [other, one]
    thread = run(threads.get(userId="me", id=one))
    assert [m["id"] for m in thread["messages"]] == [one, two]
    refused(threads.get(userId="me", id=two), 404, "notFound")
    run(threads.modify(userId="me", id=one, body={"removeLabelIds": ["UNREAD"]}))
    run(threads.trash(userId="me", id=one))
    run(threads.untrash(userId="me", id=one))
    run(threads.delete(userId="me", id=one))
    refused(threads.get(userId="me", id=one), 404, "notFound")


def check_insert_and_import(s):
    lena = s.user("inserter", scopes=[GMAIL + "insert", GMAIL + "readonly"])
    body = {"raw": raw("From: a@example.org\nDate: Fri, 2 Jan 2026 03:04:05 +0100\nMessage-ID: <kept@example.org>\n\nx"),
            "labelIds": ["INBOX"]}
    made = run(lena.me.messages().insert(userId="me", body=body, internalDateSource="dateHeader"))
    got = run(lena.me.messages().get(userId="me", id=made["id"], format="metadata"))
    assert got["internalDate"] == "1767319445000" and header(got, "Message-ID") == "<kept@example.org>"
    run(lena.me.messages().import_(userId="me", body=body))
