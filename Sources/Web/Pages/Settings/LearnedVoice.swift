import Secretary

/// How drafts in one language are written, in words, with what was learned and what can be chosen instead.
struct LearnedVoice: Sendable, Equatable {
  struct Field: Sendable, Equatable {
    /// The kind of trait, as the form names it.
    let name: String
    let label: String
    let options: [Option]
  }

  struct Option: Sendable, Equatable {
    /// Nothing for what was learned.
    let value: String
    let text: String
    let isChosen: Bool
  }

  let code: String
  let language: String
  /// "greet with “Hallo”, use the first name".
  let clauses: String?
  let evidence: String
  let fields: [Field]

  init(_ voice: Voice) {
    code = voice.language.rawValue
    language = voice.language.name
    let followed = voice.clauses
    clauses = followed.isEmpty ? nil : followed.joined(separator: ", ")
    evidence = Self.evidence(voice)
    fields = WritingTrait.Kind.allCases.compactMap { Self.field($0, of: voice) }
  }

  private static func field(_ kind: WritingTrait.Kind, of voice: Voice) -> Field? {
    let (learned, offered) = (voice.learned(kind), voice.offered(kind))
    guard learned != nil || !offered.isEmpty else { return nil }
    let chosen = voice.choices[kind]
    let options =
      [Option(value: "", text: "As I do: \(learned ?? "not known yet")", isChosen: chosen == nil)]
      + offered.map { Option(value: $0.code, text: "Always \($1)", isChosen: chosen == $0) }
      + [Option(value: StyleChoice.leaveOut.code, text: "Leave it open", isChosen: chosen == .leaveOut)]
    return Field(name: kind.rawValue, label: label(kind), options: options)
  }

  private static func label(_ kind: WritingTrait.Kind) -> String {
    switch kind {
    case .greeting: "Greeting"
    case .naming: "Name in it"
    case .closing: "Closing"
    case .length: "Length"
    case .register: "Form of address"
    case .habit: "Habits"
    }
  }

  private static func evidence(_ voice: Voice) -> String {
    let letters = Int(voice.letters.overall.letters)
    let edited = Int(voice.edits.overall.letters)
    let sources =
      WallClock.count(letters, "letter") + (edited == 0 ? "" : " and \(WallClock.count(edited, "changed draft"))")
    return max(letters, edited) < Int(WritingStyle.enough)
      ? "Learned from \(sources) so far; \(Int(WritingStyle.enough)) are needed." : "Learned from \(sources)."
  }
}

extension StyleChoices {
  /// As they were typed; nil when something is on no list. What is not asked for, or empty, is left to what was learned.
  init?(_ fields: FormFields) {
    self.init()
    for kind in WritingTrait.Kind.allCases {
      guard let code = fields[kind.rawValue], !code.isEmpty else { continue }
      guard let choice = StyleChoice(code, for: kind) else { return nil }
      self[kind] = choice
    }
  }
}
