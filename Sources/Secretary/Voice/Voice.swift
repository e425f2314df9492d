/// How the user writes in one language, as far as it was learned and chosen.
package struct Voice: Sendable, Equatable, Codable {
  /// To anybody, and to whom a draft goes: nil when the user has not written to them.
  package struct Styles: Sendable, Equatable, Codable {
    package var overall = WritingStyle()
    package var toPerson: WritingStyle?

    package init(_ overall: WritingStyle = WritingStyle(), toPerson: WritingStyle? = nil) {
      self.overall = overall
      self.toPerson = toPerson
    }
  }

  package var language: LetterLanguage
  /// Of letters, and of what was changed in drafts.
  package var letters: Styles
  package var edits: Styles
  /// What the user wants instead, to everybody.
  package var choices: StyleChoices

  package init(
    _ language: LetterLanguage, letters: Styles = Styles(), edits: Styles = Styles(), choices: StyleChoices = [:]
  ) {
    self.language = language
    self.letters = letters
    self.edits = edits
    self.choices = choices
  }

  /// What drafts follow, each as what stands behind "you" or "they": `greet with “Hi”`.
  package var clauses: [String] {
    WritingTrait.Kind.allCases.compactMap { kind in
      switch choices[kind] {
      case .leaveOut: nil
      case .always(let trait): language.words(kind, [trait.value])
      case nil: learned(kind)
      }
    }
  }

  /// What was learned of the way to this person when there is enough to show it, else of the way to anybody; and of each what was
  /// changed in drafts first.
  package func learned(_ kind: WritingTrait.Kind) -> String? {
    [edits.toPerson, letters.toPerson, edits.overall, letters.overall].lazy.compactMap { $0?.clear(kind) }
      .first { !$0.isEmpty }.flatMap { language.words(kind, $0) }
  }

  /// What can be chosen instead, with its words.
  package func offered(_ kind: WritingTrait.Kind) -> [(choice: StyleChoice, words: String)] {
    WritingVocabulary.offered(kind, in: language).compactMap { value in
      guard let trait = WritingTrait(kind, value), let words = language.words(kind, [value]) else { return nil }
      return (.always(trait), words)
    }
  }
}

extension LetterStyle {
  /// What it does, each as what stands behind "you" or "they", in the order in which letters are described.
  package var clauses: [String] {
    WritingTrait.Kind.allCases.compactMap { kind in
      language.words(kind, traits.filter { $0.kind == kind }.map(\.value).sorted())
    }
  }
}

extension LetterLanguage {
  /// `greet with “Hi”`; nil when there is nothing to say.
  fileprivate func words(_ kind: WritingTrait.Kind, _ values: [String]) -> String? {
    guard let value = values.first else { return nil }
    let isNone = value == WritingVocabulary.none
    switch kind {
    case .greeting: return isNone ? "begin without a greeting" : "greet with “\(value)”"
    case .naming:
      switch value {
      case "given": return "use the first name"
      case "full": return "use the surname or the whole name"
      default: return "name nobody in the greeting"
      }
    case .closing: return isNone ? "end without a closing" : "close with “\(value)”"
    case .length: return "write about \(value) words"
    case .register: return WritingRegister(of: self).map { "say “\($0.words(value))”" }
    case .habit: return "use \(values.joined(separator: ", "))"
    }
  }
}

/// Whose way of writing a draft follows.
package enum VoiceChoice: String, Sendable, CaseIterable, Codable {
  /// As the user writes.
  case own
  /// As whoever is answered writes.
  case mirror
}
