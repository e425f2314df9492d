package import struct FoundationEssentials.Date

/// Something that the person had remembered, in their own words: drafts may say it, and it needs no other source. Nothing becomes one
/// by itself.
package struct RememberedFact: Sendable, Equatable {
  /// Unicode scalars of one, and how many somebody may have.
  package static let longest = 200
  package static let most = 50

  package var id: FactID
  /// One line.
  package var text: String
  /// When it was written so.
  package var rememberedAt: Date

  package init(id: FactID, text: String, rememberedAt: Date) {
    self.id = id
    self.text = text
    self.rememberedAt = rememberedAt
  }

  /// As it was typed, in one line without what nobody sees; nil when nothing is left, or it is too long to be one fact.
  package static func text(typed: String) -> String? {
    let line = ShownText(typed).text.trimmed
    return line.isEmpty || line.unicodeScalars.count > longest ? nil : line
  }
}

/// Our own id of a row in `remembered_facts`.
package struct FactID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}
