import Bootstrap
import Foundation
import Secretary

/// One mail of a case, by its short fields.
package struct CaseMail: Sendable, Equatable {
  /// A further part: an attachment, or an invitation.
  struct Part: Sendable, Equatable {
    let type: String
    /// Of the file; nil for one that is none.
    let name: String?
    let text: String
  }

  /// What steps and expectations call it; its number from 1 on when it has no other.
  let name: String
  let labels: [String]?
  /// Whole, as it is; then no other field counts.
  private let raw: String?
  private let from: String
  private let to: String
  private let subject: String
  private let body: String?
  private let html: String?
  private let parts: [Part]
  /// Further header fields, and those that replace ours; an empty one leaves ours out.
  private let headers: [String: String]
  /// The mail it answers, by name.
  private let answers: String?

  static let keys: Set<String> = [
    "name", "labels", "raw", "from", "to", "cc", "subject", "date", "body", "html", "parts", "headers", "answers",
  ]

  init(_ node: YAMLNode, number: Int, owner: StagedPerson) throws(CaseProblem) {
    let fields = try CaseFields(node, "a mail", known: Self.keys)
    name = try fields.text("name") ?? "\(number)"
    labels = try fields.texts("labels")
    raw = try fields.text("raw")
    let isOwn = try fields.text("from") == "owner"
    let me = "\(owner.name) <\(owner.address)>"
    from = isOwn ? me : try fields.text("from") ?? "Ben Lind <ben@friend.example>"
    to = try fields.text("to") ?? (isOwn ? "Ben Lind <ben@friend.example>" : me)
    answers = try fields.text("answers")
    subject = try fields.text("subject") ?? ""
    body = try fields.text("body")
    html = try fields.text("html")
    var headers = try fields.table("headers") ?? [:]
    for (key, header) in [("cc", "Cc"), ("date", "Date")] {
      if let value = try fields.text(key) { headers[header] = value }
    }
    self.headers = headers
    var parts: [Part] = []
    for node in try fields["parts"]?.list("parts") ?? [] {
      let part = try CaseFields(node, "a part", known: ["type", "name", "text"])
      parts.append(
        Part(
          type: try part.text("type") ?? "text/plain", name: try part.text("name"), text: try part.text("text") ?? ""))
    }
    self.parts = parts
  }

  /// - Parameter others: the mails of the case, to find what it answers.
  func bytes(at moment: Date, among others: [CaseMail]) -> [UInt8] {
    Array((raw ?? text(at: moment, among: others)).replacing("\r\n", with: "\n").replacing("\n", with: "\r\n").utf8)
  }

  private var messageID: String { headers["Message-ID"] ?? "<\(name)@case.example>" }

  /// The mails it answers, the first one first.
  private func ancestors(among others: [CaseMail]) -> [CaseMail] {
    guard let answers, let parent = others.first(where: { $0.name == answers }) else { return [] }
    return parent.ancestors(among: others) + [parent]
  }

  private func text(at moment: Date, among others: [CaseMail]) -> String {
    let ancestors = ancestors(among: others)
    let asked = ancestors.first?.subject ?? ""
    var fields: [(name: String, value: String)] = [
      ("From", from), ("To", to), ("Subject", subject.isEmpty && !asked.isEmpty ? "Re: \(asked)" : subject),
      ("Date", Self.date(moment)), ("Message-ID", messageID), ("MIME-Version", "1.0"),
    ]
    if let parent = ancestors.last {
      fields.append(("In-Reply-To", parent.messageID))
      fields.append(("References", ancestors.map(\.messageID).joined(separator: " ")))
    }
    fields.removeAll { field in headers.keys.contains { $0.lowercased() == field.name.lowercased() } }
    fields += headers.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { ($0.key, $0.value) }
    return fields.map { "\($0.name): \(Self.encoded($0.value, in: $0.name))\n" }.joined() + content
  }

  private static func date(_ moment: Date) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "UTC")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
    return format.string(from: moment)
  }

  /// A subject in encoded words (RFC 2047), as every program sends it. Names stay as they are (RFC 6532).
  private static func encoded(_ value: String, in name: String) -> String {
    guard name == "Subject", !value.unicodeScalars.allSatisfy(\.isASCII) else { return value }
    var words: [String] = []
    var word = ""
    for character in value {
      if (word + String(character)).utf8.count > 42 {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    words.append(word)
    return words.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\n ")
  }

  // MARK: MIME

  private var content: String {
    let text = html == nil || body != nil ? Self.part("text/plain", body ?? "") : nil
    let rich = html.map { Self.part("text/html", $0) }
    let letter = text.flatMap { text in rich.map { Self.multipart("alternative", [text, $0]) } } ?? text ?? rich ?? ""
    guard !parts.isEmpty else { return letter }
    return Self.multipart("mixed", [letter] + parts.map { Self.part($0.type, $0.text, name: $0.name) })
  }

  private static func part(_ type: String, _ text: String, name: String? = nil) -> String {
    let file = name.map { "Content-Disposition: attachment; filename=\"\($0)\"\n" } ?? ""
    return "Content-Type: \(type); charset=utf-8\nContent-Transfer-Encoding: 8bit\n\(file)\n\(text)"
  }

  private static func multipart(_ kind: String, _ parts: [String]) -> String {
    let boundary = "=_\(kind)"
    return "Content-Type: multipart/\(kind); boundary=\"\(boundary)\"\n\n"
      + parts.map { "--\(boundary)\n\($0)\n" }.joined() + "--\(boundary)--\n"
  }
}
