/// Whether somebody is addressed as a friend or with distance, where a language tells the two apart by its pronouns.
struct WritingRegister {
  /// The pronouns as they are told to a reader.
  let informal: String
  let formal: String
  private let informalWords: Set<String>
  private let formalWords: Set<String>
  /// Whether the formal ones are told from others by their capital, which says nothing at the beginning of a sentence.
  private let isCapital: Bool

  /// Nil for languages that have one form for everybody.
  init?(of language: LetterLanguage) {
    guard let known = Self.table[language] else { return nil }
    self = known
  }

  private init(
    _ informal: String, _ informalWords: String, _ formal: String, _ formalWords: String, capital: Bool = false
  ) {
    self.informal = informal
    self.formal = formal
    self.informalWords = Set(informalWords.split(separator: " ").map(String.init))
    self.formalWords = Set(formalWords.split(separator: " ").map(String.init))
    isCapital = capital
  }

  private static let table: [LetterLanguage: WritingRegister] = [
    .german: WritingRegister(
      "du", "du dir dich dein deine deinen deinem deiner", "Sie", "Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer", capital: true),
    .french: WritingRegister("tu", "tu toi te ton ta tes", "vous", "vous votre vos"),
    .spanish: WritingRegister("tú", "tú te ti tu tus contigo", "usted", "usted ustedes"),
    .italian: WritingRegister("tu", "tu ti te tuo tua tuoi tue", "Lei", "Lei Suo Sua Suoi Sue", capital: true),
    .portuguese: WritingRegister("tu", "tu te ti teu tua", "o senhor/a senhora", "senhor senhora"),
    .dutch: WritingRegister("je", "je jij jou jouw", "u", "u uw"),
    .polish: WritingRegister("ty", "ty ci cię ciebie tobie twój twoja twoje", "Pan/Pani", "pan pani pana panu panią"),
  ]

  /// Nil when there is neither, or as much of both.
  func value(in text: String) -> String? {
    var (near, distant) = (0, 0)
    var isAtStart = true
    for token in text.split(whereSeparator: \.isWhitespace) {
      let word = String(token.drop { !$0.isLetter }.prefix(40).prefix { $0.isLetter })
      if informalWords.contains(word.lowercased()) { near += 1 }
      if isCapital ? !isAtStart && formalWords.contains(word) : formalWords.contains(word.lowercased()) { distant += 1 }
      isAtStart = token.last.map { ".!?:".contains($0) } ?? false
    }
    return near == distant ? nil : near > distant ? "informal" : "formal"
  }

  func words(_ value: String) -> String { value == "informal" ? informal : formal }
}
