import Foundation
import MailReading
import Secretary

/// A mailbox whose owner's answers are known: a folder with `owner.txt`, `replied.tsv` (what arrived, and what became of it),
/// `sent.tsv` and the mails that both name.
struct LabelledMailbox {
  struct Mail {
    var file: String
    var moment: Date
    var isSent: Bool
    var isAnswered: Bool
    /// The user was active after it and it names them in To: elsewhere no answer says nothing.
    var isJudged: Bool
  }

  let name: String
  let owner: MailboxOwner
  /// Oldest first.
  let mails: [Mail]
  private let folder: URL

  init(_ folder: URL) throws {
    self.folder = folder
    name = folder.lastPathComponent
    let addresses = try String(contentsOf: folder.appending(path: "owner.txt"), encoding: .utf8)
      .split(whereSeparator: \.isWhitespace).map { EmailAddress(address: String($0)) }
    guard let primary = addresses.first else { throw Failure("\(folder.path)/owner.txt names no address") }
    owner = MailboxOwner(primary: primary, sendAs: addresses)
    let received = try TabbedTable(folder.appending(path: "replied.tsv")).rows.map { row in
      try Mail(row, isSent: false)
    }
    let sent = try TabbedTable(folder.appending(path: "sent.tsv")).rows.map { try Mail($0, isSent: true) }
    // What was sent in the same second as something arrived was sent before.
    mails = (sent + received).sorted { $0.moment < $1.moment }
  }

  func message(_ mail: Mail) throws -> EmailMessage {
    let bytes = Array(try Data(contentsOf: folder.appending(path: mail.file)))
    var message = MailFile(bytes).message(id: MessageID(mail.file), place: mail.isSent ? .sent : .inbox)
    message.receivedAt = mail.moment
    return message
  }

  /// The mailboxes in a folder, or the folder itself when it is one.
  static func all(in folder: URL) throws -> [LabelledMailbox] {
    let folders = try [folder] + FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let found = folders.filter { FileManager.default.fileExists(atPath: $0.appending(path: "replied.tsv").path) }
    guard !found.isEmpty else {
      throw Failure("\(folder.path) holds no folder with owner.txt, replied.tsv and sent.tsv")
    }
    return try found.sorted { $0.path < $1.path }.map(LabelledMailbox.init)
  }
}

extension LabelledMailbox.Mail {
  init(_ row: [String: String], isSent: Bool) throws {
    guard let file = row["file"], let date = row["date"], let moment = try? Date(date, strategy: .iso8601) else {
      throw Failure("a line without file or date: \(row["file"] ?? "")")
    }
    self.init(
      file: file, moment: moment, isSent: isSent, isAnswered: row["replied"] == "1",
      isJudged: !isSent && row["user_in_to"] == "1" && Int(row["active14"] ?? "") ?? 0 > 0)
  }
}

/// What is wrong with the input.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
