import Foundation
import MailReading
import Secretary

/// Mail that nobody should draft an answer to, in a folder: how much of it would be, from senders that nobody knows.
struct UnwantedMail {
  struct Drafted {
    var file: String
    var score: Double
  }

  private(set) var messages = 0
  private(set) var setAside: [String: Int] = [:]
  /// At the strictness that drafts most, with the score.
  private(set) var drafted: [Drafted] = []

  /// - Parameter files: relative to the folder.
  init(_ files: [String], in folder: URL) throws {
    for file in files {
      let bytes = Array(try Data(contentsOf: folder.appending(path: file)))
      let message = MailFile(bytes).message(id: MessageID(file))
      let owner = MailboxOwner(primary: Self.reader(of: message))
      let thread = EmailThread(id: message.threadID, messages: [message])
      let judgement = Judge(owner: owner).judgement(of: message, in: thread, correspondent: nil)
      messages += 1
      if let reason = judgement.setAside {
        setAside[reason.code, default: 0] += 1
      } else {
        drafted.append(Drafted(file: file, score: judgement.score))
      }
    }
  }

  /// Nobody says whose mailbox it came from, so it is whoever it was written to. The address of a list is no reader's.
  private static func reader(of message: EmailMessage) -> EmailAddress {
    let lists = ["List-Post", "List-Id", "X-BeenThere", "Mailing-List", "X-Mailing-List", "Sender", "Reply-To"]
      .flatMap(message.headers.all).joined(separator: " ").lowercased()
    return message.to.first { !lists.contains($0.localPart + "@") && !lists.contains("<" + $0.localPart + ".") }
      ?? EmailAddress(address: "nobody@example.com")
  }

  func drafted(at strictness: Strictness) -> [Drafted] { drafted.filter { $0.score >= strictness.threshold } }
}

extension UnwantedMail {
  /// Every mail below a folder, or of them those that an index marks in its column `auto`; relative to the folder.
  static func files(in folder: URL, markedBy index: URL?) throws -> [String] {
    if let index {
      return try TabbedTable(index).rows.filter { !($0["auto"] ?? "").isEmpty }.compactMap { $0["file"] }
    }
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: folder.appending(path: name).path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue && !notes.contains((name as NSString).pathExtension)
    }.sorted()
  }

  /// Endings of files beside the mails.
  private static let notes: Set<String> = ["tsv", "html", "md", "json"]
}
