import GmailSimulator
import Testing

struct MailViewTests {
  let google = SimulatedGoogle()

  private func get(_ path: String, _ query: String = "") async -> SimulatedAnswer {
    await google.answer(SimulatedRequest(method: "GET", path: path, query: query))
  }

  private func post(_ path: String, _ form: String) async -> SimulatedAnswer {
    await google.answer(SimulatedRequest(method: "POST", path: path, body: Array(form.utf8)))
  }

  @Test func `mailboxes list their messages, newest first, with labels`() async throws {
    let anna = await Person(google, "anna")
    let first = try await anna.deliver("Subject: first\r\nFrom: A <a@example.org>")
    await google.advanceClock(by: 1)
    _ = try await anna.deliver("Subject: second")
    #expect(await get("/mail").text.contains("href=\"/mail/anna%40example.com\""))
    let page = await get("/mail/anna%40example.com").text
    let places = try ["second", "first"].map { try #require(page.firstRange(of: ">\($0)</a>")).lowerBound }
    #expect(places == places.sorted())
    #expect(page.contains("UNREAD, INBOX"))
    #expect(page.contains("/\(first)\""))
  }

  @Test func `what is sent to somebody without an account can be read, and nobody can sign in with it`() async throws {
    let anna = await Person(google, "anna")
    let draft = try await anna.createDraft("To: Wim@Example.org, anna@example.com\r\nSubject: Hello\r\n\r\nHi Wim")
    let id = try #require(draft["message"]?["id"]?.text)
    #expect(await post("/mail/\(anna.address)/\(id)", "text=Hi+Wim&send=yes").status == 303)
    #expect(await get("/mail").text.contains("href=\"/mail/wim%40example.org\""))
    let mailbox = await get("/mail/wim%40example.org").text
    #expect(mailbox.contains(">Hello</a>") && !mailbox.contains("id=\"deliver\""))
    let place = try #require(mailbox.firstRange(of: /\/mail\/wim%40example\.org\/[0-9a-f]+/))
    #expect(await get(String(mailbox[place])).text.contains("Hi Wim"))
    #expect(await google.users == [anna.address])
    #expect(await post("/mail/wim%40example.org", "from=a@example.org&subject=x&text=y").status == 404)
  }

  @Test func `fifty messages stand on a page and the older ones behind it`() async throws {
    let anna = await Person(google, "anna")
    for number in 1...51 {
      await google.advanceClock(by: 1)
      _ = try await anna.deliver("Subject: number \(number).")
    }
    let page = await get("/mail/\(anna.address)").text
    #expect(page.contains("number 2.") && !page.contains("number 1."))
    let older = await get("/mail/\(anna.address)", "skip=50").text
    #expect(older.contains("number 1.") && !older.contains("number 2."))
  }

  @Test func `nothing that came with a message is markup`() async throws {
    let anna = await Person(google, "anna")
    let evil = "<script>alert(1)</script>\"><img src=x onerror=y>"
    let id = try await anna.deliver("Subject: \(evil)\r\nFrom: \(evil) <a@example.org>\r\nTo: \(evil)", body: evil)
    let attached =
      "Content-Disposition: attachment; filename=\"<b>x\"\r\nContent-Type: text/html; name=\"<b>x\""
    let other = try await anna.deliver("Subject: file\r\n\(attached)", body: evil)
    for path in ["/mail/anna@example.com", "/mail/anna@example.com/\(id)", "/mail/anna@example.com/\(other)"] {
      let page = await get(path)
      #expect(page.status == 200)
      #expect(!page.text.contains("<script") && !page.text.contains("<img") && !page.text.contains("<b>x"))
      #expect(page.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
    }
    #expect(await get("/mail/anna@example.com/\(id)").text.contains("&lt;script&gt;alert(1)"))
  }

  @Test func `a draft sent from the page arrives and stays behind for the API`() async throws {
    let anna = await Person(google, "anna")
    let bert = await Person(google, "bert")
    let draft = try await anna.createDraft("To: bert@example.com\r\nSubject: Hello\r\n\r\nHi")
    let id = try #require(draft["message"]?["id"]?.text)
    #expect(await get("/mail/\(anna.address)/\(id)").text.contains("name=\"send\""))
    let sent = await post("/mail/\(anna.address)/\(id)", "text=Hi&send=yes")
    #expect(sent.status == 303)
    #expect(try await google.messages(of: bert.address).map { $0.header("Subject") } == ["Hello"])
    #expect(try await google.drafts(of: anna.address).first?.labels.contains("SENT") == true)
    let page = await get(try #require(sent.header("Location")))
    #expect(!page.text.contains("name=\"send\""))
    #expect(await post("/mail/\(anna.address)/\(id)", "send=yes").status == 409)
  }

  @Test func `a draft can be changed and discarded as in Gmail's page`() async throws {
    let anna = await Person(google, "anna")
    let draft = try await anna.createDraft("To: b@example.org\r\nSubject: Hello\r\nX-Key: k\r\n\r\nHi")
    let id = try #require(draft["message"]?["id"]?.text)
    let saved = await post("/mail/\(anna.address)/\(id)", "text=One%0D%0Atw%C3%B6&save=yes")
    let held = try #require(try await google.drafts(of: anna.address).first)
    #expect(held.id != id)
    #expect(held.header("X-Key") == "k")
    #expect(held.header("Subject") == "Hello")
    #expect(String(decoding: held.raw, as: UTF8.self).hasSuffix("\r\n\r\nOne\r\ntwö"))
    #expect(saved.header("Location")?.hasSuffix(held.id) == true)
    #expect(await get(try #require(saved.header("Location"))).text.contains("One\r\ntwö</textarea>"))
    #expect(await post("/mail/\(anna.address)/\(held.id)", "discard=yes").status == 303)
    #expect(try await google.messages(of: anna.address).isEmpty)
    #expect(await anna.send("GET", "drafts/\(try #require(draft["id"]?.text))").status == 404)
  }

  @Test func `a letter can be let in, and its lines cannot become headers`() async throws {
    let anna = await Person(google, "anna")
    let form = "from=Otto+%3Cotto%40example.org%3E&subject=Hi%0D%0ABcc%3A+x%40example.org&text=Yes&deliver=yes"
    #expect(await post("/mail/\(anna.address)", form).status == 303)
    let message = try #require(try await google.messages(of: anna.address).first)
    #expect(message.header("Subject") == "Hi Bcc: x@example.org")
    #expect(message.header("Bcc") == nil)
    #expect(message.header("From") == "Otto <otto@example.org>")
  }

  @Test(arguments: [
    "/mail/nobody@example.com", "/mail/anna@example.com/zzz", "/mail/anna@example.com/0000000000000001",
  ])
  func `what is not there is a page that says so`(path: String) async {
    await google.addUser("anna@example.com")
    let answer = await get(path)
    #expect(answer.status == 404)
    #expect(answer.pageID == "not-found")
  }
}
