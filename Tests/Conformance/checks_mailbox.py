"""Profile, history, labels, aliases, push."""

from simulator import GMAIL, refused, run


def check_profile(s):
    anna = s.user("anna")
    profile = run(anna.me.getProfile(userId="me"))
    assert profile["emailAddress"] == "anna@example.com" and profile["messagesTotal"] == 0
    assert run(anna.me.getProfile(userId="anna@example.com"))["historyId"] == profile["historyId"]


def check_history_starts_after_the_given_id(s):
    bert = s.user("bert")
    start = run(bert.me.getProfile(userId="me"))["historyId"]
    empty = run(bert.me.history().list(userId="me", startHistoryId=start))
    assert empty == {"historyId": start}, empty
    message = bert.deliver(subject="One")
    page = run(bert.me.history().list(userId="me", startHistoryId=start))
    record = page["history"][0]
    assert record["messagesAdded"][0]["message"]["id"] == message
    assert set(record["messagesAdded"][0]["message"]["labelIds"]) == {"INBOX", "UNREAD"}
    again = run(bert.me.history().list(userId="me", startHistoryId=record["id"]))
    assert "history" not in again and again["historyId"] == page["historyId"]


def check_history_pages_and_types(s):
    cora = s.user("cora")
    start = run(cora.me.getProfile(userId="me"))["historyId"]
    ids = [cora.deliver(subject=f"Number {n}") for n in range(7)]
    cora.control("labels", id=ids[0], add=["STARRED"], remove=["UNREAD"])
    cora.control("delete", id=ids[1])
    cora.control("empty-history-pages", count=1)
    listing = cora.me.history()
    request = listing.list(userId="me", startHistoryId=start, maxResults=3)
    records, pages, empty_pages = [], 0, 0
    while request is not None:
        page = run(request)
        pages += 1
        empty_pages += "history" not in page
        records += page.get("history", [])
        request = listing.list_next(request, page)
    assert empty_pages == 1 and pages == 5, (pages, empty_pages)
    assert [int(r["id"]) for r in records] == sorted({int(r["id"]) for r in records})
    kinds = [next(k for k in r if k not in ("id", "messages")) for r in records]
    assert kinds == ["messagesAdded"] * 7 + ["labelsRemoved", "labelsAdded", "messagesDeleted"], kinds
    first = records[0]["messagesAdded"][0]["message"]
    assert "STARRED" in first["labelIds"], "labels are the current ones, not those of the event"
    assert "labelIds" not in records[1]["messagesAdded"][0]["message"], "a deleted message has no labels"
    only = run(listing.list(userId="me", startHistoryId=start, historyTypes=["labelAdded", "messageDeleted"]))
    assert len(only["history"]) == 2
    refused(listing.list(userId="me", startHistoryId="x"), 400, "invalidArgument", "startHistoryId")


def check_expired_history_is_not_found(s):
    dora = s.user("dora")
    start = run(dora.me.getProfile(userId="me"))["historyId"]
    refused(dora.me.history().list(userId="me", startHistoryId="1"), 404, "notFound")
    dora.control("expire-history")
    refused(dora.me.history().list(userId="me", startHistoryId=start), 404, "notFound", "Requested entity was not found.")
    now = run(dora.me.getProfile(userId="me"))["historyId"]
    assert run(dora.me.history().list(userId="me", startHistoryId=now)) == {"historyId": now}


def check_rescue_from_spam_adds_no_message(s):
    emil = s.user("emil")
    message = emil.deliver(subject="Rescued", spam=True)
    start = run(emil.me.getProfile(userId="me"))["historyId"]
    emil.control("rescue", id=message)
    records = run(emil.me.history().list(userId="me", startHistoryId=start))["history"]
    assert [r for r in records if "messagesAdded" in r] == []
    assert records[0]["labelsRemoved"][0]["labelIds"] == ["SPAM"]
    assert records[1]["labelsAdded"][0]["labelIds"] == ["INBOX"]


def check_late_category_and_deletion_before_get(s):
    fred = s.user("fred")
    start = run(fred.me.getProfile(userId="me"))["historyId"]
    late = fred.deliver(subject="Offer", later=[{"seconds": 30, "add": ["CATEGORY_PROMOTIONS"]}])
    gone = fred.deliver(subject="Gone", later=[{"seconds": 40, "delete": True}])
    assert "CATEGORY_PROMOTIONS" not in run(fred.me.messages().get(userId="me", id=late))["labelIds"]
    s.control("POST", "clock", {"advance": 60})
    assert "CATEGORY_PROMOTIONS" in run(fred.me.messages().get(userId="me", id=late))["labelIds"]
    refused(fred.me.messages().get(userId="me", id=gone), 404, "notFound")
    added = [
        r["messagesAdded"][0]["message"]["id"]
        for r in run(fred.me.history().list(userId="me", startHistoryId=start))["history"]
        if "messagesAdded" in r
    ]
    assert added == [late, gone]


def check_labels(s):
    gerd = s.user("gerd")
    labels = gerd.me.labels()
    made = run(labels.create(userId="me", body={"name": "To do/Today"}))
    assert made["id"] == "Label_1" and made["type"] == "user"
    refused(labels.create(userId="me", body={"name": "to DO/today"}), 409, "aborted", "Label name exists or conflicts")
    refused(labels.create(userId="me", body={"name": "Inbox"}), 400, "invalidArgument", "Invalid label name")
    listed = run(labels.list(userId="me"))["labels"]
    assert {"INBOX", "Label_1"} <= {label["id"] for label in listed}
    assert all("messagesTotal" not in label for label in listed)
    message = gerd.deliver(subject="Count me")
    run(gerd.me.messages().modify(userId="me", id=message, body={"addLabelIds": ["Label_1"]}))
    counted = run(labels.get(userId="me", id="Label_1"))
    assert counted["messagesTotal"] == 1 and counted["threadsUnread"] == 1
    assert run(labels.patch(userId="me", id="Label_1", body={"name": "Later"}))["name"] == "Later"
    color = {"textColor": "#ffffff", "backgroundColor": "#000000"}
    assert run(labels.update(userId="me", id="Label_1", body={"name": "Later", "color": color}))["color"] == color
    run(labels.delete(userId="me", id="Label_1"))
    assert "Label_1" not in run(gerd.me.messages().get(userId="me", id=message))["labelIds"]
    refused(labels.get(userId="me", id="Label_1"), 404, "notFound")
    refused(labels.delete(userId="me", id="INBOX"), 400, "invalidArgument")


def check_send_as(s):
    hans = s.user("hans", aliases=["sales@example.com"])
    addresses = run(hans.me.settings().sendAs().list(userId="me"))["sendAs"]
    assert [a["sendAsEmail"] for a in addresses] == ["hans@example.com", "sales@example.com"]
    assert addresses[0]["isPrimary"] is True and addresses[1]["verificationStatus"] == "accepted"
    run(hans.me.settings().sendAs().get(userId="me", sendAsEmail="sales@example.com"))


def check_watch(s):
    ida = s.user("ida", scopes=[GMAIL + "readonly"])
    answer = run(ida.me.watch(userId="me", body={"topicName": "projects/p/topics/t"}))
    assert int(answer["expiration"]) > 0
    other = {"topicName": "projects/p/topics/other"}
    refused(ida.me.watch(userId="me", body=other), 400, "invalidArgument", "Only one user push")
    run(ida.me.stop(userId="me"))
    run(ida.me.watch(userId="me", body={"topicName": "projects/p/topics/other"}))
