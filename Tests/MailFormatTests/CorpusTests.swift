import Foundation
import Testing

@testable import MailFormat

/// Real mail, from a folder outside the project that `SECRETARY_CORPUS` names: `index.tsv` there lists one message file
/// per line, relative to the folder, below a heading.
private let corpus = ProcessInfo.processInfo.environment["SECRETARY_CORPUS"].map { URL(filePath: $0) }

private func bytes(_ path: String) throws -> [UInt8] {
  try Array(Data(contentsOf: #require(corpus).appending(path: path)))
}

@Suite(.enabled(if: corpus != nil, "SECRETARY_CORPUS names no corpus folder"))
struct CorpusTests {
  @Test func `every message is read, shown, split, answered, and the answer read again`() async throws {
    let index = String(decoding: try bytes("index.tsv"), as: UTF8.self)
    let paths = index.split(separator: "\n").dropFirst().compactMap { $0.split(separator: "\t").first.map(String.init) }
    try #require(!paths.isEmpty)
    let started = ContinuousClock.now
    var total = Tally()
    try await withThrowingTaskGroup(of: Tally.self) { group in
      for lane in 0..<2 {
        group.addTask {
          var tally = Tally()
          for index in stride(from: lane, to: paths.count, by: 2) {
            try MessageWalk(path: paths[index]).run(into: &tally)
            if index % 1_000 < 2, lane == 0 { print("corpus: \(index) of \(paths.count)") }
          }
          return tally
        }
      }
      for try await tally in group { total.add(tally) }
    }
    print("corpus: \(total) in \(ContinuousClock.now - started)")
    #expect(total.messages == paths.count)
    #expect(total.replies + total.withoutSender == total.messages)
  }
}

/// What was met on the way.
private struct Tally: CustomStringConvertible {
  var messages = 0
  var parts = 0
  var plain = 0
  var html = 0
  var hidden = 0
  var withHistory = 0
  var replies = 0
  var withoutSender = 0

  mutating func add(_ other: Tally) {
    messages += other.messages
    parts += other.parts
    plain += other.plain
    html += other.html
    hidden += other.hidden
    withHistory += other.withHistory
    replies += other.replies
    withoutSender += other.withoutSender
  }

  var description: String {
    "\(messages) messages, \(parts) parts, \(plain) plain and \(html) HTML texts, \(hidden) with something hidden, "
      + "\(withHistory) with history, \(replies) replies, \(withoutSender) without a sender to answer"
  }
}

private struct MessageWalk {
  let path: String

  func run(into tally: inout Tally) throws {
    let root = MIMETree.parse(try bytes(path))
    tally.messages += 1
    var newText = ""
    walk(root, into: &tally, newText: &newText)
    try answer(root, newText: newText, tally: &tally)
  }

  private func walk(_ part: MIMEPart, into tally: inout Tally, newText: inout String) {
    tally.parts += 1
    if let text = part.text {
      let isHTML = part.type == "text/html"
      let visible = isHTML ? VisibleText.fromHTML(text) : VisibleText.fromPlain(text)
      let split =
        isHTML ? ReplyText.read(html: text, in: .stranger).split : ReplyText.split(visible.text, in: .stranger)
      tally.plain += isHTML ? 0 : 1
      tally.html += isHTML ? 1 : 0
      tally.hidden += visible.hadHidden ? 1 : 0
      tally.withHistory += split.quoted.isEmpty ? 0 : 1
      #expect(
        split.newText.utf8.count <= visible.text.utf8.count + 2 * visible.text.utf8.count { $0 == 0x0a } + 2, "\(path)")
      if newText.isEmpty { newText = split.newText }
    }
    for child in part.children { walk(child, into: &tally, newText: &newText) }
  }

  private func answer(_ root: MIMEPart, newText: String, tally: inout Tally) throws {
    func addresses(_ name: String) -> [MailAddress] {
      root.headers.filter { $0.name.lowercased() == name }.flatMap { AddressList.parse($0.raw) }.filter {
        (try? AddressSpec($0.address, field: "")) != nil
      }
    }
    let targets = addresses("reply-to").isEmpty ? addresses("from") : addresses("reply-to")
    guard !targets.isEmpty else {
      tally.withoutSender += 1
      return
    }
    let reply = ReplyMessage(
      from: MailAddress(name: "Zoë, the Secretary", address: "zoe@example.com"), to: targets,
      cc: Array((addresses("to") + addresses("cc")).prefix(2_000)),
      subject: ReplyMessage.subject(for: root.header("Subject") ?? ""), body: newText,
      date: Date(timeIntervalSince1970: 1_772_442_000),
      inReplyTo: MessageIDs.parse(root.header("Message-ID") ?? "").first,
      references: MessageIDs.references(
        parentMessageID: root.header("Message-ID"), parentReferences: root.header("References"),
        parentInReplyTo: root.header("In-Reply-To")),
      extraHeaders: [.init(name: "X-Secretary-Draft", value: "7b1d2c")])
    let message = try reply.compose()
    tally.replies += 1
    check(reply, as: MIMETree.parse(message), bytes: message)
  }

  private func check(_ reply: ReplyMessage, as root: MIMEPart, bytes: [UInt8]) {
    var names: Set<String> = [
      "date", "from", "to", "subject", "x-secretary-draft", "mime-version", "content-type", "content-transfer-encoding",
    ]
    if !reply.cc.isEmpty { names.insert("cc") }
    if reply.inReplyTo != nil { names.insert("in-reply-to") }
    if !reply.references.isEmpty { names.insert("references") }
    #expect(root.headers.map { $0.name.lowercased() }.sorted() == names.sorted(), "\(path)")
    #expect(root.header("Subject") == reply.subject, "\(path)")
    for (field, written) in [("To", reply.to), ("Cc", reply.cc)] {
      let read = AddressList.parse(root.headers.first { $0.name == field }?.raw ?? "")
      // A domain beyond ASCII comes back as it is written to.
      let comparable = zip(read, written).filter { $1.address.utf8.allSatisfy { $0 < 0x80 } }
      #expect(read.count == written.count, "\(path) \(field)")
      #expect(comparable.allSatisfy { $0.address == $1.address }, "\(path) \(field)")
      #expect(read.map(\.name) == written.map(\.name), "\(path) \(field)")
    }
    #expect(MessageIDs.parse(root.header("References") ?? "") == reply.references, "\(path)")
    let text = (root.text ?? "").split(whereSeparator: \.isWhitespace)
    #expect(text == reply.body.split(whereSeparator: \.isWhitespace), "\(path)")
    var line = 0
    var last: UInt8 = 0
    var isWellFormed = true
    for byte in bytes {
      line = byte == 0x0a ? 0 : line + 1
      if byte >= 0x80 || line > 999 || (byte == 0x0a) != (last == 0x0d) { isWellFormed = false }
      last = byte
    }
    #expect(isWellFormed, "\(path)")
  }
}
