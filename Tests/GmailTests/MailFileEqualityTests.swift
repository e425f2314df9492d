import FoundationEssentials
import GmailSimulator
import MailReading
import Secretary
import Testing

@testable import Gmail

/// What is evaluated on files must hold for a mailbox.
@Suite struct MailFileEqualityTests {
  private static let folder = "Tests/CaseTests/Cases"
  private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  private static func mails() throws -> [String: [UInt8]] {
    let folder = "\(root)/\(folder)"
    var mails: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".eml") {
      mails[name] = FileManager.default.contents(atPath: "\(folder)/\(name)").map { Array($0) }
    }
    return mails
  }

  @Test func `a mail that Gmail gives reads as it does from its file`() async throws {
    let mails = try Self.mails()
    try #require(mails.count > 100)
    try await MailboxFixture.with(budget: 1_000_000) { fixture in
      for (name, bytes) in mails.sorted(by: { $0.key < $1.key }) {
        let delivered = try await fixture.google.deliver(bytes, to: MailboxFixture.address, labels: ["INBOX"])
        let given = try await fixture.mailbox.message(MessageID(delivered.id))
        let read = MailFile(bytes).message(id: given.id)
        #expect(given.text == read.text, "\(name)")
        #expect(given.subject == read.subject, "\(name)")
        #expect(
          [given.from, given.replyTo, given.to, given.cc] == [read.from, read.replyTo, read.to, read.cc], "\(name)")
        #expect(given.parts.map(\.type) == read.parts.map(\.type), "\(name)")
        #expect(given.parts.map(\.filename) == read.parts.map(\.filename), "\(name)")
      }
    }
  }
}
