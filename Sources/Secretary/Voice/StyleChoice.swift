/// What a person wants for one kind of trait, whatever was learned.
package enum StyleChoice: Sendable, Hashable, Codable {
  /// Drafts say nothing about it.
  case leaveOut
  /// The same in every draft.
  case always(WritingTrait)

  /// As it is stored and as forms name it.
  package var code: String {
    switch self {
    case .leaveOut: "-"
    case .always(let trait): trait.value
    }
  }

  /// Nil for what is not on the list.
  package init?(_ code: String, for kind: WritingTrait.Kind) {
    if code == "-" {
      self = .leaveOut
    } else if let trait = WritingTrait(kind, code) {
      self = .always(trait)
    } else {
      return nil
    }
  }
}

/// The choices for one language; of kinds that are not in it what was learned counts.
package typealias StyleChoices = [WritingTrait.Kind: StyleChoice]
