import FoundationEssentials
import GmailSimulator
import Testing

/// A folder that exists while a test runs.
struct Folder {
  let path: String

  static func with<Result>(_ body: (Folder) async throws -> Result) async throws -> Result {
    let path = "\(FileManager.default.temporaryDirectory.path)/simulator-\(UInt64.random(in: 0...(.max)))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(Folder(path: path))
  }

  func write(_ name: String, _ text: String) throws {
    let file = "\(path)/\(name)"
    if let slash = file.lastIndex(of: "/") {
      try FileManager.default.createDirectory(atPath: String(file[..<slash]), withIntermediateDirectories: true)
    }
    try Data(text.utf8).write(to: URL(filePath: file))
  }
}

struct LoadingTests {
  let google = SimulatedGoogle()

  private func mail(_ subject: String, from: String = "a@example.org", hour: Int) -> String {
    "From: \(from)\nSubject: \(subject)\nDate: Fri, 2 Jan 2026 0\(hour):00:00 +0000\n\nText\n"
  }

  @Test func `single files, mbox and maildir are read, and what is not mail is counted`() async throws {
    try await Folder.with { folder in
      try folder.write("a.eml", mail("file", hour: 1))
      try folder.write("sub/b", mail("no suffix", hour: 2))
      try folder.write(
        "box",
        "From x Fri Jan  2\n\(mail("first", hour: 3))\n>From quoted\n\nFrom here on prose\n\nFrom y Fri\n\(mail("second", hour: 4))"
      )
      try folder.write("dir/new/1", mail("unread", hour: 5))
      try folder.write("dir/cur/2:2,S", mail("read", hour: 6))
      try folder.write("notes.txt", "nothing of interest\n")
      try folder.write("list.tsv", "From: a\nTo: b\n")
      let loader = try MailLoader(folder: folder.path)
      let report = await google.load(loader, into: "anna@example.com")
      #expect(report.loaded == 6)
      #expect(report.skipped == 2)
      let messages = try await google.messages(of: "anna@example.com")
      #expect(messages.map { $0.header("Subject") } == ["file", "no suffix", "first", "second", "unread", "read"])
      #expect(messages.map { $0.labels.contains("UNREAD") } == [false, false, false, false, true, false])
      #expect(String(decoding: messages[2].raw, as: UTF8.self).contains("\nFrom quoted\n"))
    }
  }

  @Test func `what the owner wrote is sent mail, by every address of owner.txt`() async throws {
    try await Folder.with { folder in
      try folder.write("owner.txt", "b.ert@example.net\n")
      try folder.write("1.eml", mail("sent", from: "B <B.ert@example.net>", hour: 1))
      try folder.write("2.eml", mail("received", hour: 2))
      await google.load(try MailLoader(folder: folder.path), into: "bert@example.com")
      #expect(try await google.messages(of: "bert@example.com").map(\.labels) == [["SENT"], ["INBOX"]])
      let bert = await Person(google, "bert")
      let aliases = try await bert.get("settings/sendAs")["sendAs"]?.list?.compactMap { $0["sendAsEmail"]?.text }
      #expect(aliases == ["bert@example.com", "b.ert@example.net"])
    }
  }

  @Test func `queued mail arrives oldest first, as new mail`() async throws {
    try await Folder.with { folder in
      for hour in 1...3 { try folder.write("\(9 - hour).eml", mail("number \(hour)", hour: hour)) }
      await google.queue(try MailLoader(folder: folder.path), for: "cora@example.com")
      let cora = await Person(google, "cora")
      let start = try #require(try await cora.get("profile")["historyId"]?.text)
      #expect(try await google.arrive(2) == 2)
      #expect(try await cora.get("history", "startHistoryId=\(start)")["history"]?.list?.count == 2)
      #expect(try await google.messages(of: cora.address).map { $0.header("Subject") } == ["number 1", "number 2"])
      #expect(await google.waiting == [cora.address: 1])
      #expect(try await google.arrive() == 1)
    }
  }

  @Test(arguments: [
    ("Inbox,Unread,Important", ["INBOX", "UNREAD", "IMPORTANT"]), ("Opened,Archived", []), ("Spam,Opened", ["SPAM"]),
    ("Inbox,Category promotions", ["INBOX", "CATEGORY_PROMOTIONS"]), ("CATEGORY_UPDATES", ["CATEGORY_UPDATES"]),
    ("Bin, Starred", ["TRASH", "STARRED"]), ("Sent,Work", ["SENT", "Label_1"]), ("Drafts,Opened", ["DRAFT"]), ("", []),
  ])
  func `mail is filed as Takeout says it was`(names: String, labels: [String]) async throws {
    try await Folder.with { folder in
      try folder.write("1.eml", "X-Gmail-Labels: \(names)\n" + mail("one", from: "dora@example.com", hour: 1))
      await google.load(try MailLoader(folder: folder.path), into: "dora@example.com")
      let message = try #require(try await google.messages(of: "dora@example.com").first)
      #expect(message.labels == labels)
      #expect(message.isDraft == labels.contains("DRAFT"))
    }
  }

  @Test func `labels of the user's own are made once, under the names they had`() async throws {
    try await Folder.with { folder in
      let names = ["Clients/Old,Inbox", "=?UTF-8?Q?Gr=C3=B6=C3=9Fe,?=\n =?UTF-8?Q?clients/old?="]
      for (hour, names) in names.enumerated() {
        try folder.write("\(hour).eml", "X-Gmail-Labels: \(names)\n" + mail("x", hour: hour + 1))
      }
      await google.load(try MailLoader(folder: folder.path), into: "emil@example.com")
      let labels = try await google.messages(of: "emil@example.com").map(\.labels)
      #expect(labels == [["INBOX", "Label_1"], ["Label_2", "Label_1"]])
      let emil = await Person(google, "emil")
      let own = try await emil.get("labels")["labels"]?.list?.filter { $0["type"]?.text == "user" }
      #expect(own?.map { $0["name"]?.text } == ["Clients/Old", "Größe"])
      #expect(try await emil.get("messages", "q=has:nouserlabels")["messages"] == nil)
    }
  }

  @Test func `mail that arrives is unread wherever it is filed, but for the owner's own`() async throws {
    try await Folder.with { folder in
      for (hour, names) in ["Spam,Opened", "Inbox,Category social,Unread", "Sent,Opened"].enumerated() {
        try folder.write("\(hour).eml", "X-Gmail-Labels: \(names)\n" + mail("x", hour: hour + 1))
      }
      await google.queue(try MailLoader(folder: folder.path), for: "fred@example.com")
      try await google.arrive()
      let labels = try await google.messages(of: "fred@example.com").map(\.labels)
      #expect(labels == [["UNREAD", "SPAM"], ["UNREAD", "INBOX", "CATEGORY_SOCIAL"], ["SENT"]])
    }
  }

  @Test func `a folder that is not there is said`() {
    #expect(throws: MailLoader.LoadError.self) { try MailLoader(folder: "/nowhere/at/all") }
  }

  @Test func `a server tells its address and ends with its body`() async throws {
    let base = try await SimulatorServer().serving { _, base in base }
    #expect(base.hasPrefix("http://127.0.0.1:"))
  }

  @Test func `a port that is taken is an error, not a wait`() async throws {
    try await SimulatorServer().serving { _, base in
      var configuration = SimulatorConfiguration()
      configuration.port = try #require(Int(base.split(separator: ":").last ?? ""))
      let second = SimulatorServer(configuration: configuration)
      await #expect(throws: (any Error).self) { try await second.serving { _, _ in } }
    }
  }
}
