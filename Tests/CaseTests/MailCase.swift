import Foundation
import Testing

/// One mail story with the value it must give: a folder with `case.json` and either the mails `1.eml`, `2.eml` … in the
/// order in which they arrive, or `model-reply.txt`, what a model answers to the one question of `MailCase.question`.
///
/// The inputs were made after public bug reports of other programs; all people in them are invented.
struct MailCase: Sendable, CustomTestStringConvertible {
  /// The folder's name; its parent is the area.
  let id: String
  let story: Story
  let mails: [[UInt8]]
  /// What the model answers; without one the built-in holding reply writes.
  let modelReply: String?

  var testDescription: String { "\(id): \(story.why)" }

  /// `case.json`.
  struct Story: Decodable, Sendable {
    let why: String
    /// What a report makes one expect.
    let expect: Expectation
    /// What the project decided on, where one can think differently. It replaces `expect`.
    let chosen: Expectation?
    /// Whether one can think differently.
    let soft: Bool?
    /// The owner of the mailbox, when it is not Mia.
    let address: String?
    let name: String?
    /// Further send-as addresses.
    let aliases: [String]?
    /// The signature in the owner's settings.
    let signature: String?
    /// The labels of a mail, by its number, when they are not those that Gmail would give it.
    let labels: [String: [String]]?
  }

  var expectation: Expectation { story.chosen ?? story.expect }
  /// Whether another value is a matter of taste, and nobody has decided yet.
  var isUndecided: Bool { story.soft == true && story.chosen == nil }

  var address: String { story.address ?? "mia@home.example" }
  var name: String { story.name ?? "Mia Owner" }
  var aliases: [String] { story.aliases ?? [] }

  /// What a model is asked about.
  static let question = Array(
    """
    From: Ben Lind <ben@friend.example>
    To: Mia Owner <mia@home.example>
    Subject: Paint
    Date: Wed, 25 Nov 2026 09:00:00 +0100
    Message-ID: <question@mail.friend.example>
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8

    Hi Mia,

    could you send me the paint colours by Friday?

    Ben
    """.replacing("\n", with: "\r\n").utf8)

  init(folder: URL) throws {
    id = folder.lastPathComponent
    story = try JSONDecoder().decode(Story.self, from: Data(contentsOf: folder.appending(path: "case.json")))
    modelReply = (try? Data(contentsOf: folder.appending(path: "model-reply.txt"))).map {
      String(decoding: $0, as: UTF8.self)
    }
    let numbered = (1...99).lazy.map { folder.appending(path: "\($0).eml") }
    let delivered = try numbered.prefix { FileManager.default.fileExists(atPath: $0.path) }.map {
      Array(try Data(contentsOf: $0))
    }
    mails = modelReply == nil ? delivered : [Self.question]
  }

  /// Every case below a folder, by id.
  static func all(in folder: URL) throws -> [MailCase] {
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return try files.filter { $0.lastPathComponent == "case.json" }
      .map { try MailCase(folder: $0.deletingLastPathComponent()) }
      .sorted { $0.id < $1.id }
  }
}
