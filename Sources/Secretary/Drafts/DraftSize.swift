/// How large a row of `email_drafts` may be. Lists read many of them at once, and what is in one was written by strangers,
/// models and people who paste.
extension EmailDraft {
  /// Bytes of UTF-8 of the body, signature included. A letter of thirty pages has as many.
  package static let longestBody = 64 * 1024
  /// Bytes of UTF-8 of all its texts together.
  package static let largest = 128 * 1024

  /// Bytes of UTF-8.
  package var size: Int {
    let people = [recipients.from] + recipients.to + recipients.cc
    var texts = [subject, body, reason, writer, notice, rewriteInstruction, ownWords].compactMap(\.self)
    if case .abandoned(let problem) = placement { texts.append(problem) }
    return (texts + people.flatMap { [$0.name, $0.address] }).reduce(0) { $0 + $1.utf8.count }
  }

  /// Whether it may be kept. What goes beyond is a reason to refuse it, not to cut it: it is going to be sent.
  package var fits: Bool { body.utf8.count <= Self.longestBody && size <= Self.largest }
}
