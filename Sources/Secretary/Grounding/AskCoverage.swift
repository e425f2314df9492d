/// Which questions and requests of a mail a letter takes up, as far as words tell. Pure.
///
/// One counts as taken up when the letter has a word of it that says what it is about, or the kind of fact that it asks
/// for. Whether the answer is right is another matter, and a letter can answer in words of its own: so this says what to look at,
/// and never keeps a draft back.
package struct AskCoverage: Sendable, Equatable {
  /// Questions and requests of the mail.
  package let asked: Int
  /// Those that nothing in the letter seems to take up, as they stand in the mail.
  package let open: [String]

  package static let nothing = AskCoverage(asked: 0, open: [])

  private init(asked: Int, open: [String]) {
    self.asked = asked
    self.open = open
  }

  /// - Parameters:
  ///   - mail: what its sender wrote in it.
  ///   - kinds: of the facts in the letter.
  ///   - gaps: what the letter leaves for its owner to fill in.
  init(of mail: String, in letter: String, stating kinds: Set<Fact.Kind>, gaps: Int) {
    let asks = Requests.made(in: mail).map(Ask.init)
    let words = TextWords(letter)
    let stems = Set(words.words.compactMap(AskWords.stem))
    let open = asks.filter { !$0.isTakenUp(by: stems, kinds) }
    // A plain yes or no, and each gap, is the answer to one that shares no word with it.
    let loose = gaps + (words.words.contains(where: AskWords.answers.contains) ? 1 : 0)
    self.init(asked: asks.count, open: open.count <= loose ? [] : open.map(\.text))
  }
}

private struct Ask {
  let text: String
  private let stems: Set<String>
  private let wanted: Set<Fact.Kind>

  init(_ text: String) {
    self.text = text
    let words = TextWords(text)
    stems = Set(words.words.compactMap(AskWords.stem))
    wanted = AskWords.wanted(by: words)
  }

  /// One of which nothing can be told, as in scripts without blanks, counts as taken up.
  func isTakenUp(by letter: Set<String>, _ kinds: Set<Fact.Kind>) -> Bool {
    stems.isEmpty && wanted.isEmpty || !stems.isDisjoint(with: letter) || !wanted.isDisjoint(with: kinds)
  }
}

/// Words of questions and of answers, in the five languages that facts are read in.
private enum AskWords {
  /// Unicode scalars: shorter words say little, and longer ones are told apart by their beginning, whatever their ending.
  private static let (shortest, longest) = (4, 5)

  /// What a word is known by; nil for one that is in every other letter.
  static func stem(_ word: String) -> String? {
    guard word.unicodeScalars.count >= shortest, !LetterLanguage.isSmall(word), !common.contains(word) else {
      return nil
    }
    return String(String.UnicodeScalarView(word.unicodeScalars.prefix(longest)))
  }

  static func wanted(by question: TextWords) -> Set<Fact.Kind> {
    var kinds: Set<Fact.Kind> = []
    if times.occurs(in: question) { kinds.formUnion([.date, .time, .weekday]) }
    if amounts.occurs(in: question) { kinds.formUnion([.amount, .number]) }
    if people.occurs(in: question) { kinds.insert(.name) }
    return kinds
  }

  private static let times = PhraseList([
    "when", "what time", "which day", "what day", "how soon", "how long", "wann", "um wie viel uhr", "welcher tag",
    "an welchem tag", "wie lange", "quand", "à quelle heure", "quel jour", "combien de temps", "cuándo", "cuando",
    "a qué hora", "qué día", "quando", "a che ora", "che giorno", "quanto tempo",
  ])

  private static let amounts = PhraseList([
    "how much", "how many", "wie viel", "wie viele", "wieviel", "wieviele", "combien", "cuánto", "cuánta", "cuántos",
    "cuántas", "quanto", "quanta", "quanti", "quante",
  ])

  private static let people = PhraseList(["who", "whom", "wer", "wen", "wem", "qui", "quién", "quiénes", "chi"])

  static let answers: Set<String> = Set(
    """
    yes yep yeah yea yup no nope not never cannot sure certainly absolutely definitely gladly happy happily glad agreed fine good
    great excellent perfect sounds works unfortunately afraid sorry ok okay done attached ja nein nicht kein keine doch gern gerne klar sicher
    natürlich leider passt gut super einverstanden genau erledigt anbei oui si non pas jamais bien volontiers parfait malheureusement entendu joint sí
    nunca claro vale desgraciadamente lamentablemente perfecto adjunto sì mai bene certo volentieri purtroppo perfetto allegato
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// In too many letters to say what one is about.
  private static let common: Set<String> = Set(
    """
    know think want need like tell send give make take sure also just let's soon back time many much more some kindly call
    appreciate grateful bring remind wissen sagen geben
    machen möchte möchten brauchen brauchst gibt schon denn mal schick schicke schickt sende senden bescheid melde melden
    könntest würdest würden dankbar savoir faire peux pouvez voulez avez être envoyer envoyez envoie veuillez prie prière donnez dites plaît pourrais puedes puede podría quiere
    tiene hacer saber favor ruego pido enviar envíe envíame envíeme mándame dime avísame agradecería
    puoi potete vuoi avete fare sapere favore cortesia prego mandami inviami inviare mandare dimmi fammi faccia
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
