import Database
import FoundationEssentials
import Secretary

/// How `writing_styles` and `style_choices` become `Voice` and back.
enum WritingStyleRow {
  /// Rows about single people. Of more those go that nothing was learned of for the longest time.
  static let mostKept = 3_000
  /// Stands for everybody in the place of an address.
  static let everybody = ""

  /// What is known of how a user (`$1`) writes, in general and to one person (`$2`), and what they chose.
  static let query = """
    SELECT evidence, address, language, letters, week, traits FROM writing_styles
    WHERE user_id = $1 AND address IN ('', $2)
    UNION ALL SELECT '\(choices)', '', language, 0.0, 0, choices FROM style_choices WHERE user_id = $1
    """
  private static let choices = "choices"

  /// One row of that query as a change of the voice in its language; nil when the language is none that we know.
  static func part(_ row: SQLRow) throws -> (language: LetterLanguage, change: @Sendable (inout Voice) -> Void)? {
    guard let language = try LetterLanguage(rawValue: row.text("language")) else { return nil }
    let evidence = try row.text("evidence")
    if evidence == choices {
      let choices = try Self.choices(row)
      return (language, { $0.choices = choices })
    }
    let isEdit = evidence == StyleLesson.Evidence.edits.rawValue
    let (isToPerson, style) = (try row.text("address") != everybody, try style(row))
    return (
      language,
      { voice in
        var styles = isEdit ? voice.edits : voice.letters
        if isToPerson { styles.toPerson = style } else { styles.overall = style }
        if isEdit { voice.edits = styles } else { voice.letters = styles }
      }
    )
  }

  fileprivate static func style(_ row: SQLRow) throws -> WritingStyle {
    let traits = try JSONDecoder().decode([String: Double].self, from: Data(row.text("traits").utf8))
    return WritingStyle(letters: try row.optionalDouble("letters") ?? 0, week: try row.int("week"), counts: traits)
  }

  private static func choices(_ row: SQLRow) throws -> StyleChoices {
    let codes = try JSONDecoder().decode([String: String].self, from: Data(row.text("traits").utf8))
    var choices = StyleChoices()
    for (name, code) in codes {
      if let kind = WritingTrait.Kind(rawValue: name) { choices[kind] = StyleChoice(code, for: kind) }
    }
    return choices
  }

  static func json(_ choices: StyleChoices) throws -> SQLValue {
    try json(Dictionary(uniqueKeysWithValues: choices.map { ($0.rawValue, $1.code) }))
  }

  fileprivate static func json(_ values: [String: some Encodable]) throws -> SQLValue {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return SQLValue(String(decoding: try encoder.encode(values), as: UTF8.self))
  }

  fileprivate static func forgetTheOldest(of user: UserID, _ session: SQLSession) throws {
    _ = try session.query(
      """
      DELETE FROM writing_styles WHERE user_id = $1 AND address <> '' AND updated_at < (
        SELECT updated_at FROM writing_styles WHERE user_id = $1 AND address <> ''
        ORDER BY updated_at DESC LIMIT 1 OFFSET $2)
      """, [SQLValue(user), SQLValue(mostKept - 1)])
  }

  /// What was learned goes; what the user chose stays.
  static func forget(of user: UserID, _ session: SQLSession) throws {
    _ = try session.query("DELETE FROM writing_styles WHERE user_id = $1", [SQLValue(user)])
  }
}

extension [Voice] {
  /// In every language that anything is known of, the most used first.
  init(_ parts: [(language: LetterLanguage, change: @Sendable (inout Voice) -> Void)?]) {
    var voices: [LetterLanguage: Voice] = [:]
    for (language, change) in parts.compactMap(\.self) { change(&voices[language, default: Voice(language)]) }
    self = voices.values.sorted {
      ($1.letters.overall.letters, $0.language.rawValue) < ($0.letters.overall.letters, $1.language.rawValue)
    }
  }
}

extension StyleLesson {
  /// Counts it, in general and for whom it was written to, as part of a transaction.
  ///
  /// - Parameter moment: when the letter was written.
  func teach(_ user: UserID, from moment: Date, at now: Date, _ session: SQLSession) throws {
    for address in [WritingStyleRow.everybody, person].compactMap(\.self) {
      let place = [SQLValue(user), SQLValue(address), SQLValue(style.language), SQLValue(evidence)]
      let known = try session.query(
        """
        SELECT letters, week, traits FROM writing_styles
        WHERE user_id = $1 AND address = $2 AND language = $3 AND evidence = $4
        """, place)
      var learned = try known.first.map(WritingStyleRow.style) ?? WritingStyle()
      learned.learn(style.traits, at: moment)
      _ = try session.query(
        """
        INSERT INTO writing_styles (user_id, address, language, evidence, letters, week, traits, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (user_id, address, language, evidence) DO UPDATE SET letters = excluded.letters,
          week = excluded.week, traits = excluded.traits, updated_at = excluded.updated_at
        """,
        place + [
          SQLValue(learned.letters), SQLValue(learned.week), try WritingStyleRow.json(learned.stored), SQLValue(now),
        ])
      if known.isEmpty, address != WritingStyleRow.everybody { try WritingStyleRow.forgetTheOldest(of: user, session) }
    }
  }
}
