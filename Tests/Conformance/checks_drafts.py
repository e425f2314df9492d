"""Drafts: stable ids over replaced messages, and the trap of a sent draft that stays."""

from checks_messages import header, raw
from simulator import refused, run


def check_a_draft_keeps_its_id_and_changes_its_message(s):
    anna = s.user("drafter")
    drafts = anna.me.drafts()
    assert run(drafts.list(userId="me")) == {"resultSizeEstimate": 0}
    asked = anna.deliver(subject="Question", messageID="<question@example.org>")
    start = run(anna.me.getProfile(userId="me"))["historyId"]
    text = "To: somebody@example.org\nSubject: Re: Question\nMessage-ID: <mine@example.com>\nX-Secretary-Draft: abc\n\nAnswer\n"
    made = run(drafts.create(userId="me", body={"message": {"raw": raw(text), "threadId": asked}}))
    assert made["id"].startswith("r") and made["message"]["labelIds"] == ["DRAFT"]
    assert made["message"]["threadId"] == asked
    got = run(drafts.get(userId="me", id=made["id"]))
    assert header(got["message"], "Message-ID") != "<mine@example.com>"
    assert header(got["message"], "X-Secretary-Draft") == "abc"
    assert header(got["message"], "From") == "drafter@example.com", "Gmail fills in From"
    body = {"message": {"raw": raw(text.replace("Answer", "Better")), "threadId": asked}}
    changed = run(drafts.update(userId="me", id=made["id"], body=body))
    assert changed["id"] == made["id"] and changed["message"]["id"] != made["message"]["id"]
    refused(anna.me.messages().get(userId="me", id=made["message"]["id"]), 404, "notFound")
    records = run(anna.me.history().list(userId="me", startHistoryId=start))["history"]
    kinds = [next(k for k in r if k not in ("id", "messages")) for r in records]
    assert kinds == ["messagesAdded", "messagesAdded", "messagesDeleted"], kinds
    without = run(drafts.update(userId="me", id=made["id"], body={"message": {"raw": raw(text)}}))
    assert without["message"]["threadId"] != asked, "without threadId a draft leaves its thread"
    listed = run(drafts.list(userId="me"))["drafts"]
    assert listed == [{"id": made["id"], "message": {
        "id": without["message"]["id"], "threadId": without["message"]["threadId"]}}]
    refused(anna.me.messages().modify(userId="me", id=without["message"]["id"], body={"addLabelIds": ["STARRED"]}),
            400, "invalidArgument")
    run(drafts.delete(userId="me", id=made["id"]))
    refused(drafts.get(userId="me", id=made["id"]), 404, "notFound")
    refused(drafts.delete(userId="me", id=made["id"]), 404, "notFound")


def check_formats_of_a_draft(s):
    bert = s.user("drafts2")
    made = run(bert.me.drafts().create(userId="me", body={"message": {"raw": raw("Subject: no recipients\n\nx")}}))
    for form in ("full", "metadata", "minimal", "raw"):
        run(bert.me.drafts().get(userId="me", id=made["id"], format=form))
    refused(bert.me.drafts().send(userId="me", body={"id": made["id"]}), 400, "invalidArgument", "Recipient address required")


def check_drafts_page(s):
    cora = s.user("drafts3")
    drafts = cora.me.drafts()
    made = [run(drafts.create(userId="me", body={"message": {"raw": raw(f"Subject: {n}\n\nx")}}))["id"] for n in range(7)]
    found, request = [], drafts.list(userId="me", maxResults=3)
    while request is not None:
        page = run(request)
        found += [d["id"] for d in page["drafts"]]
        request = drafts.list_next(request, page)
    assert found == made[::-1]


def check_sending_a_draft(s):
    dora, emil = s.user("drafts4"), s.user("drafts5")
    text = "To: drafts5@example.com\nSubject: Sent\nX-Secretary-Draft: key\n\nHi\n"
    made = run(dora.me.drafts().create(userId="me", body={"message": {"raw": raw(text)}}))
    before = run(dora.me.drafts().get(userId="me", id=made["id"], format="metadata"))["message"]
    sent = run(dora.me.drafts().send(userId="me", body={"id": made["id"]}))
    assert sent["labelIds"] == ["SENT"] and sent["id"] != made["message"]["id"]
    assert sent["threadId"] == made["message"]["threadId"]
    after = run(dora.me.messages().get(userId="me", id=sent["id"], format="metadata"))
    assert header(after, "Message-ID") != header(before, "Message-ID")
    assert header(after, "X-Secretary-Draft") == "key"
    refused(dora.me.drafts().get(userId="me", id=made["id"]), 404, "notFound")
    assert len(run(emil.me.messages().list(userId="me"))["messages"]) == 1


def check_an_orphaned_draft_is_dangerous(s):
    fred = s.user("orphan")
    drafts = fred.me.drafts()
    text = "To: far@example.org\nSubject: Orphan\n\nHi\n"
    made = run(drafts.create(userId="me", body={"message": {"raw": raw(text)}}))
    sent = fred.control("web-send", draft=made["id"], orphan=True)["id"]
    held = run(drafts.get(userId="me", id=made["id"]))["message"]
    assert held["id"] == sent and "SENT" in held["labelIds"] and "DRAFT" not in held["labelIds"]
    refused(drafts.update(userId="me", id=made["id"], body={"message": {"raw": raw(text)}}),
            400, "invalidArgument", "Message not a draft")
    run(drafts.delete(userId="me", id=made["id"]))
    refused(fred.me.messages().get(userId="me", id=sent), 404, "notFound")


def check_an_edit_in_the_web_page(s):
    gerd = s.user("webedit")
    drafts = gerd.me.drafts()
    made = run(drafts.create(userId="me", body={"message": {"raw": raw("Subject: a\n\na")}}))
    gerd.control("web-edit", draft=made["id"], raw="Subject: a\r\n\r\nb")
    held = run(drafts.get(userId="me", id=made["id"]))["message"]
    assert held["id"] != made["message"]["id"] and held["threadId"] == made["message"]["threadId"]


def check_another_subject_moves_a_draft_in_the_web_page_only(s):
    ida = s.user("webmove")
    drafts = ida.me.drafts()
    asked = ida.deliver(subject="Question")
    made = run(drafts.create(userId="me", body={"message": {"raw": raw("Subject: Re: Question\n\na"), "threadId": asked}}))
    body = {"message": {"raw": raw("Subject: Something else\n\na"), "threadId": asked}}
    assert run(drafts.update(userId="me", id=made["id"], body=body))["message"]["threadId"] == asked
    ida.control("web-edit", draft=made["id"], raw="Subject: Question\r\n\r\nb")
    assert run(drafts.get(userId="me", id=made["id"]))["message"]["threadId"] == asked
    ida.control("web-edit", draft=made["id"], raw="Subject: Something else\r\n\r\nb")
    assert run(drafts.get(userId="me", id=made["id"]))["message"]["threadId"] != asked


def check_threads_of_drafts_must_exist(s):
    hans = s.user("drafts6")
    create = hans.me.drafts().create
    refused(create(userId="me", body={"message": {"raw": raw("x: y\n\n"), "threadId": "nonsense"}}),
            400, "invalidArgument", "Invalid thread_id value")
    refused(create(userId="me", body={"message": {"raw": raw("x: y\n\n"), "threadId": "0123456789abcdef"}}), 404, "notFound")
    refused(create(userId="me", body={"message": {}}), 400, "invalidArgument")
