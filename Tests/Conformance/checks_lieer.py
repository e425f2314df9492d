"""lieer, a synchroniser of other people's making: it pulls a mailbox into notmuch, pushes tags back, and sends."""

import base64

from checks_messages import header
from repository import SCOPES, Repository
from simulator import run


def repository(s, name, **mail):
    """A user with one message, whose store has been pulled once."""
    user = s.user(name, scopes=SCOPES)
    user.deliver(**{"subject": "First", **mail})
    settle(s)
    pulled = Repository(user)
    pulled.gmi("pull")
    return user, pulled


def settle(s):
    """Search finds what came until now: lieer's full pull goes through it."""
    s.control("POST", "clock", {"advance": 10})


def labels(user, message):
    return set(run(user.me.messages().get(userId="me", id=message, format="minimal")).get("labelIds", []))


def check_a_full_pull_brings_every_message_as_it_is(s):
    user = s.user("lieer-full", scopes=SCOPES)
    work = run(user.me.labels().create(userId="me", body={"name": "Clients/Old"}))["id"]
    ids = [user.deliver(subject=f"Number {n}") for n in range(55)]  # more than a batch of lieer's holds
    ids.append(user.deliver(subject="Filed", labels=["INBOX", "STARRED", "CATEGORY_UPDATES", work]))
    ids.append(user.deliver(subject="Junk", spam=True))
    user.deliver(subject="Chat", labels=["CHAT"])
    latin = (b"Subject: Bytes\r\nMessage-ID: <bytes@example.org>\r\nContent-Type: text/plain; charset=latin1\r\n\r\n"
             b"Gr\xfc\xdfe\r\n")
    ids.append(user.deliver(rawBase64=base64.b64encode(latin).decode()))
    settle(s)
    with Repository(user) as store:
        assert "full synchronization" in store.gmi("pull")
        assert store.count() == len(ids), store.count()
        assert store.tags("Number 7") == {"inbox", "unread"}
        assert store.tags("Filed") == {"inbox", "flagged", "Clients/Old"}, store.tags("Filed")
        assert "spam" in store.tags("Junk")
        (file,) = store.notmuch("search", "--output=files", "id:bytes@example.org").split()
        kept = base64.urlsafe_b64decode(run(user.me.messages().get(userId="me", id=ids[-1], format="raw"))["raw"])
        assert open(file, "rb").read().replace(b"\r\n", b"\n") == kept.replace(b"\r\n", b"\n")
        assert b"Gr\xfc\xdfe" in kept


def check_a_later_pull_follows_the_history(s):
    user, store = repository(s, "lieer-later")
    with store:
        second = user.deliver(subject="Second")
        third = user.deliver(subject="Third")
        assert "partial synchronization" in store.gmi("pull")
        assert store.count() == 3 and store.tags("Second") == {"inbox", "unread"}
        user.control("labels", id=second, add=["STARRED"], remove=["UNREAD", "INBOX"])
        user.control("delete", id=third)
        store.gmi("pull")
        assert store.tags("Second") == {"flagged"} and store.count() == 2
        assert "up-to-date" in store.gmi("pull")


def check_a_cursor_too_old_means_a_full_pull(s):
    user, store = repository(s, "lieer-expired")
    with store:
        user.deliver(subject="Second")
        settle(s)
        user.control("expire-history")
        assert "full sync required" in store.gmi("pull")
        assert store.tags("Second") == {"inbox", "unread"}


def check_dead_tokens_are_refreshed(s):
    user, store = repository(s, "lieer-tokens")
    with store:
        user.deliver(subject="Second")
        user.control("expire-tokens")
        store.gmi("pull")
        assert store.count() == 2


def check_tags_are_pushed_as_labels(s):
    user, store = repository(s, "lieer-push")
    with store:
        message = run(user.me.messages().list(userId="me"))["messages"][0]["id"]
        store.tag("First", "+flagged", "-unread", "-inbox", "+Clients/New")
        assert "creating label: Clients/New" in store.gmi("push")
        names = {label["name"]: label["id"] for label in run(user.me.labels().list(userId="me"))["labels"]}
        assert labels(user, message) == {"STARRED", names["Clients/New"]}
        store.gmi("pull")
        assert store.tags("First") == {"flagged", "Clients/New"}, "what was pushed comes back as it is"


def check_what_changed_on_both_sides_is_not_overwritten(s):
    user, store = repository(s, "lieer-both")
    with store:
        message = run(user.me.messages().list(userId="me"))["messages"][0]["id"]
        user.control("labels", id=message, add=["IMPORTANT"])
        store.tag("First", "+flagged")
        second = user.deliver(subject="Second")
        said = store.gmi("sync")
        assert "remote has changed, will not update" in said, said
        assert labels(user, message) == {"INBOX", "UNREAD", "IMPORTANT"}
        assert store.tags("First") == {"inbox", "unread", "important"} and store.count() == 2
        store.tag("Second", "-unread")
        store.gmi("sync")
        assert labels(user, second) == {"INBOX"}


def check_what_is_sent_joins_its_conversation(s):
    other = s.user("lieer-other")
    user, store = repository(s, "lieer-send", headers={"X-Kept": "yes"}, messageID="<asked@example.org>")
    with store:
        asked = run(user.me.messages().list(userId="me"))["messages"][0]
        mail = (
            f"From: {user.address}\nTo: {other.address}\nSubject: Re: First\nIn-Reply-To: <asked@example.org>\n"
            "References: <asked@example.org>\nMessage-ID: <written@example.com>\nX-Kept: yes\n\nAnswer\n"
        )
        assert "message sent successfully" in store.gmi("send", "-t", text=mail)
        thread = run(user.me.threads().get(userId="me", id=asked["threadId"]))["messages"]
        assert len(thread) == 2 and thread[1]["labelIds"] == ["SENT"]
        assert header(thread[1], "X-Kept") == "yes"
        assert header(thread[1], "Message-ID") != "<written@example.com>", "Gmail writes its own"
        assert store.tags("Re: First") >= {"sent"} and store.count() == 2
        (arrived,) = run(other.me.messages().list(userId="me"))["messages"]
        assert header(run(other.me.messages().get(userId="me", id=arrived["id"])), "Subject") == "Re: First"
        assert "nothing to push" in store.gmi("push")
