/// What a text asks, as far as marks tell.
enum Questions {
  /// Questions of one text that are looked at.
  static let most = 20
  /// Unicode scalars of one question, from its end.
  static let longest = 300

  /// A question mark at the end of a word. Inside one it belongs to an address: `https://shop.example/get?id=4`.
  static func occur(in text: some StringProtocol) -> Bool {
    var marks = Marks()
    for scalar in text.unicodeScalars where marks.asks(scalar) { return true }
    return marks.isOpen
  }

  /// The sentences that ask, as they stand there, without questions that want no answer. One pass.
  static func asked(in text: some StringProtocol) -> [String] {
    asked(in: text, andOthers: { _ in false })
  }

  /// The same with further sentences that ask without a mark, in their order.
  /// - Parameter isAsk: of a sentence without a mark, of which it is given as much as is told of one.
  static func asked(in text: some StringProtocol, andOthers isAsk: (String) -> Bool) -> [String] {
    var marks = Marks()
    var sentence = String.UnicodeScalarView()
    var questions: [String] = []
    var lineBreaks = 0
    var mayEnd = false
    func finish(asking: Bool) {
      defer { sentence = String.UnicodeScalarView() }
      guard questions.count < most else { return }
      let question = String(String.UnicodeScalarView(sentence.suffix(longest))).trimmed
      if asking ? !isPleasantry(question) : isAsk(question) { questions.append(question) }
    }
    for scalar in text.unicodeScalars {
      let wasOpen = marks.isOpen
      if marks.asks(scalar) {
        if !wasOpen { sentence.append(scalar) }
        finish(asking: true)
        if wasOpen, !Marks.isSpace(scalar) { continue }
      } else if mayEnd, Marks.isSpace(scalar) || sentence.last.map(Self.unspacedEnds.contains) == true {
        finish(asking: false)
      }
      lineBreaks = scalar == "\n" ? lineBreaks + 1 : Marks.isSpace(scalar) ? lineBreaks : 0
      if lineBreaks > 1 { finish(asking: false) }
      mayEnd = Self.ends.contains(scalar) || Self.unspacedEnds.contains(scalar)
      sentence.append(scalar)
    }
    finish(asking: marks.isOpen)
    return questions
  }

  private static let ends: Set<Unicode.Scalar> = [".", "!", ":"]
  /// What ends a sentence where no blank follows it.
  private static let unspacedEnds: Set<Unicode.Scalar> = ["。", "！"]

  /// How somebody is, and what closes a sentence: nobody waits for an answer to it.
  private static func isPleasantry(_ question: String) -> Bool {
    let words = TextWords(question)
    guard let phrase = pleasantries.first(in: words.words[...]) else { return words.words.isEmpty }
    return phrase.lowerBound <= 2 && words.words.count - phrase.upperBound <= 2
  }

  private static let pleasantries = PhraseList([
    "how are you", "how are things", "how is it going", "how's it going", "how have you been", "how do you do",
    "what's up", "wie geht es dir", "wie geht es ihnen", "wie geht es euch", "wie geht's", "alles gut",
    "comment vas tu", "comment allez vous", "comment ça va", "ça va", "cómo estás", "cómo está usted", "qué tal",
    "come stai", "come sta", "come va", "tudo bem", "como vai", "hoe gaat het", "hvordan går det", "hur mår du",
    "mitä kuuluu", "jak się masz", "co słychać",
  ])
}

/// The marks of questions, scalar by scalar.
private struct Marks {
  private var before: Unicode.Scalar = " "
  /// A mark stands there, and what follows says whether it ends a word.
  private(set) var isOpen = false

  /// Whether a question has ended with this scalar, or right before it.
  mutating func asks(_ scalar: Unicode.Scalar) -> Bool {
    defer { before = scalar }
    if isOpen, Self.isEnd(scalar) {
      isOpen = false
      return true
    }
    switch scalar {
    case "？", "؟", "՞", "፧", "\u{37E}": return true
    case "?": isOpen = true
    // Greek asks with a semicolon, Japanese with か before its full stop.
    case ";": isOpen = (0x370...0x3FF).contains(before.value) || (0x1F00...0x1FFF).contains(before.value)
    case "。": if before == "か" { return true }
    default: isOpen = false
    }
    return false
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  /// What may follow the mark that ends a sentence.
  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool { isSpace(scalar) || ends.contains(scalar) }

  private static let ends = Set("?!.,:;)]}\"'*_~”“’»«…—–|".unicodeScalars)
}
