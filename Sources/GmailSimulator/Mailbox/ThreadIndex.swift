/// Finds the conversation an arriving message belongs to: it must name a message of the conversation in its References
/// or In-Reply-To, and have the same subject.
struct ThreadIndex {
  private var threads: [String: HexID] = [:]

  mutating func learn(_ header: MailHeader, thread: HexID) {
    for id in Self.own(header) + Self.parents(header) where threads[id] == nil { threads[id] = thread }
  }

  func candidates(_ header: MailHeader) -> [HexID] {
    Self.parents(header).reversed().compactMap { threads[$0] }
  }

  static func subjectKey(_ header: MailHeader) -> String {
    var subject = (header.decoded("Subject") ?? "").lowercased()[...]
    while true {
      subject = subject.drop { $0.isWhitespace }
      guard let prefix = ["re:", "fwd:", "fw:", "aw:", "sv:"].first(where: subject.hasPrefix) else { break }
      subject = subject.dropFirst(prefix.count)
    }
    return subject.split { $0.isWhitespace }.joined(separator: " ")
  }

  private static func own(_ header: MailHeader) -> [String] { header.messageID.map { [$0] } ?? [] }

  private static func parents(_ header: MailHeader) -> [String] {
    header.messageIDs("References") + header.messageIDs("In-Reply-To")
  }
}
