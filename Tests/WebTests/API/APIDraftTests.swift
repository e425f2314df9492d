import Secretary
import Storage
import Testing

@testable import Web

struct APIDraftTests {
  @Test func `a list is paged, newest first, and filtered by status`() async throws {
    try await WebFixture.with { fixture in
      let user = try await fixture.activeUser("ann@example.com")
      for number in 1...5 {
        fixture.time.advance(by: 60)
        try await fixture.propose(.to(message: "18c\(number)"), of: user)
      }
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      var seen: [String] = []
      var next: String? = ""
      while let mark = next {
        let page = try await ann.get(
          "/api/v1/drafts?limit=2" + (mark.isEmpty ? "" : "&before=\(FormFields.encoded(mark))"))
        seen += (page["items"]?.items ?? []).compactMap { $0["gmail_message_id"]?.text }
        next = page["next"]?.text
      }
      #expect(seen == ["18c5", "18c4", "18c3", "18c2", "18c1"])
      let id = try await ann.get("/api/v1/drafts?limit=1")["items"]?.items?.first?["id"]?.text ?? ""
      #expect(try await ann.post("/api/v1/drafts/\(id)/dismiss").status == 200)
      func count(_ statuses: String) async throws -> Int? {
        try await ann.get("/api/v1/drafts?status=\(statuses)")["items"]?.items?.count
      }
      #expect(try await count("dismissed") == 1)
      #expect(try await count("dismissed,proposed") == 5)
      #expect(try await ann.get("/api/v1/drafts")["items"]?.items?.count == 4, "what is settled is not waited for")
    }
  }

  @Test(arguments: ["limit=0", "limit=101", "limit=x", "before=yesterday", "status=lost", "status=", "status=sent,"])
  func `a list that is asked for wrongly says what is wrong`(_ query: String) async throws {
    try await WebFixture.with { fixture in
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let answer = try await ann.get("/api/v1/drafts?\(query)")
      #expect(answer.status == 400 && answer.wrongFields == [String(query.prefix { $0 != "=" })])
    }
  }

  @Test func `what strangers wrote is cleaned, and the text of the draft is the very text`() async throws {
    try await WebFixture.with { fixture in
      let user = try await fixture.activeUser("ann@example.com")
      var mail = ProposedMail.to(message: "18c1")
      mail.sender = EmailAddress(name: "Bob\u{202E}enotS", address: "bob@stone.example")
      mail.subject = "Roof\u{200B}\u{7} repair"
      mail.text = "Which\u{2066} day?"
      mail.body = "Thursday.\n\nAnn"
      let id = try await fixture.propose(mail, of: user)
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let draft = try await ann.get("/api/v1/drafts/\(id)")
      #expect(draft["subject"] == "Re: Roof repair" && draft["body"] == "Thursday.\n\nAnn")
      let to = draft["recipients"]?["to"]?.items?.first
      #expect(to?["name"] == "BobenotS" && to?["shown"] == "BobenotS <bob@stone.example>")
      let message = draft["conversation"]?["messages"]?.items?.first
      #expect(message?["text"] == "Which day?" && message?["subject"] == "Roof repair")
    }
  }

  @Test func `approving names what was seen, and can be taken back`() async throws {
    try await WebFixture.with { fixture in
      let user = try await fixture.activeUser("ann@example.com")
      let id = try await fixture.propose(.to(message: "18c1"), of: user)
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let path = "/api/v1/drafts/\(id)"
      let draft = try await ann.get(path)
      let seen = draft["newest_message_id"] ?? .null
      let stale = try await ann.post("\(path)/approve", ["version": .integer(7), "newest_message_id": seen])
      #expect(stale.status == 409 && stale.problem == "changed-meanwhile" && stale["draft"]?["status"] == "proposed")
      let unseen = try await ann.post("\(path)/approve", ["version": .integer(1), "newest_message_id": "18c9"])
      #expect(unseen.problem == "thread-moved-on")
      #expect(try await ann.post("\(path)/approve", ["version": .integer(1)]).wrongFields == ["newest_message_id"])
      let approval: JSONValue = ["version": .integer(1), "newest_message_id": seen]
      let approved = try await ann.post("\(path)/approve", approval)
      #expect(approved.status == 200 && approved["status"] == "approved" && approved["send_after"]?.text != nil)
      #expect(try await ann.post("\(path)/approve", approval).status == 200, "twice is the same as once")
      #expect(try await ann.post("\(path)/take-back")["status"] == "proposed")
    }
  }

  @Test func `a text is saved by its version, and one with gaps cannot be approved`() async throws {
    try await WebFixture.with { fixture in
      let user = try await fixture.activeUser("ann@example.com")
      let id = try await fixture.propose(.to(message: "18c1"), of: user)
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let path = "/api/v1/drafts/\(id)"
      let seen = try await ann.get(path)["newest_message_id"] ?? .null
      let saved = try await ann.post(
        "\(path)/edit", ["version": .integer(1), "body": "On \u{202E}[[which day?]]\r\nAnn"])
      #expect(saved["body"] == "On [[which day?]]\nAnn" && saved["gaps"] == ["which day"])
      #expect(saved["version"] == .integer(2) && saved["status"] == "proposed")
      let open = try await ann.post("\(path)/approve", ["version": .integer(2), "newest_message_id": seen])
      #expect(open.status == 409 && open.problem == "has-gaps")
      let late = try await ann.post("\(path)/edit", ["version": .integer(1), "body": "Friday."])
      #expect(late.problem == "changed-meanwhile" && late["draft"]?["body"] == saved["body"])
      #expect(try await ann.post("\(path)/edit", ["version": .integer(2), "body": " \n"]).wrongFields == ["body"])
      let large = String(repeating: "a", count: EmailDraft.longestBody + 1)
      #expect(
        try await ann.post("\(path)/edit", ["version": .integer(2), "body": .string(large)]).problem == "too-large")
    }
  }

  @Test func `a draft is written again, dismissed and restored`() async throws {
    try await WebFixture.with { fixture in
      let user = try await fixture.activeUser("ann@example.com")
      let id = try await fixture.propose(.to(message: "18c1"), of: user)
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let path = "/api/v1/drafts/\(id)"
      #expect(
        try await ann.post("\(path)/rewrite", ["version": .integer(1), "instruction": " "]).wrongFields == [
          "instruction"
        ])
      let asked = try await ann.post("\(path)/rewrite", ["version": .integer(1), "instruction": "Shorter"])
      #expect(asked["rewrite_instruction"] == "Shorter")
      #expect(try await ann.post("\(path)/dismiss")["status"] == "dismissed")
      #expect(try await ann.post("\(path)/take-back").problem == "not-possible")
      #expect(try await ann.post("\(path)/restore")["status"] == "proposed")
      #expect(try await ann.post("\(path)/settle", ["as": "sent"]).problem == "not-possible")
      #expect(try await ann.post("\(path)/settle", ["as": "lost"]).wrongFields == ["as"])
    }
  }

  @Test func `nothing is written again without a model, nor sent while the secretary is off`() async throws {
    try await WebFixture.with {
      $0.hasModel = false
    } _: { fixture in
      let user = try await fixture.activeUser("ann@example.com")
      let id = try await fixture.propose(.to(message: "18c1"), of: user)
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let again = try await ann.post(
        "/api/v1/drafts/\(id)/rewrite", ["version": .integer(1), "instruction": "Shorter"])
      #expect(again.problem == "no-model")
      try await fixture.store.settings.setEnabled(false, for: user)
      let seen = try await ann.get("/api/v1/drafts/\(id)")["newest_message_id"] ?? .null
      let approved = try await ann.post(
        "/api/v1/drafts/\(id)/approve", ["version": .integer(1), "newest_message_id": seen])
      #expect(approved.problem == "not-active")
    }
  }
}
