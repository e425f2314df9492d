/// Whether a message deserves a reply draft, and why, in words the user reads.
package enum TriageVerdict: Sendable, Equatable {
  case needsReply(reason: String)
  case setAside(SetAsideReason)
}

/// Why a message gets no draft: a stable code for counting, and a sentence for people.
package struct SetAsideReason: Sendable, Equatable, Codable {
  /// Lower-case with dashes: `mailing-list`, `own-mail`.
  package var code: String
  /// A sentence: "It came through a mailing list (List-Id)."
  package var words: String

  package init(code: String, words: String) {
    self.code = code
    self.words = words
  }
}
