/// Takes out of a text what no language model has to know: card numbers, passwords, keys and tokens. What stands in their
/// place is a gap that a letter cannot be sent with, so a model that repeats it is refused.
package enum SecretRedaction {
  /// - Returns: the text with `[card number]`, `[password]`, `[key]` or `[token]` for each secret that was found.
  package static func redacted(_ text: String) -> String {
    withoutCardNumbers(withoutWords(withoutKeys(text)))
  }

  // Everything looks at scalars: a character may be megabytes of marks, and going back over flags takes square time.
  private typealias Word = Substring.UnicodeScalarView

  // MARK: Private keys (RFC 7468 §10)

  private static func withoutKeys(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "-")) else { return text }
    var kept: [Word] = []
    var isInKey = false
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      // Quoted or indented, too.
      let bare = line.drop { $0 == ">" || $0.properties.isWhitespace }
      if bare.starts(with: "-----BEGIN ".unicodeScalars), holdsPrivateKey(bare.prefix(64)) {
        isInKey = true
        kept.append(Substring("[key]").unicodeScalars)
      } else if !isInKey {
        kept.append(line)
      }
      if bare.starts(with: "-----END ".unicodeScalars) { isInKey = false }
    }
    return String(String.UnicodeScalarView(kept.joined(separator: "\n".unicodeScalars)))
  }

  private static func holdsPrivateKey(_ mark: Word) -> Bool { String(mark).contains("PRIVATE KEY") }

  // MARK: Words

  /// What the tokens of well-known services begin with, and how many characters one has at least.
  private static let prefixes: [(prefix: String, least: Int)] = [
    ("sk-", 20), ("sk_live_", 20), ("rk_live_", 20), ("ghp_", 30), ("gho_", 30), ("ghs_", 30), ("github_pat_", 30),
    ("glpat-", 20), ("xoxb-", 20), ("xoxp-", 20), ("AKIA", 20), ("AIza", 35), ("ya29.", 20), ("eyJ", 40),
  ]

  private static func withoutToken(_ word: Word) -> String? {
    guard word.prefix(20).count == 20, let start = word.firstIndex(where: isTokenPart) else { return nil }
    let token = word[start...].prefix(while: isTokenPart)
    let isToken = prefixes.contains { token.starts(with: $0.prefix.unicodeScalars) && token.count >= $0.least }
    return isToken ? "\(String(word[..<start]))[token]\(String(word[token.endIndex...]))" : nil
  }

  private static func isTokenPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-_.".unicodeScalars.contains(scalar))
  }

  // MARK: Passwords

  /// What stands before a password, in the languages that letters are read in.
  private static let labels: Set<String> = [
    "password", "passwort", "kennwort", "passphrase", "pwd", "pin", "passcode", "passe", "contraseña", "clave", "senha",
    "wachtwoord", "lösenord", "adgangskode", "hasło", "пароль", "cvv", "cvc",
  ]
  private static let verbs: Set<String> = ["is", "ist", "lautet", "est", "es", "è", "é", "är", "er"]

  /// "Password: x", "Kennwort lautet x", "pwd=x". Without a colon only what looks like one: nobody's password is "wrong".
  /// Tokens go on the way.
  private static func withoutWords(_ text: String) -> String {
    var isAfterLabel = false
    var isAfterColon = false
    return mappingWords(text) { word in
      if let token = withoutToken(word) {
        isAfterLabel = false
        return token
      }
      if isAfterLabel, word.elementsEqual(":".unicodeScalars) || verbs.contains(bare(word)) {
        isAfterColon = isAfterColon || isColon(word.last)
        return nil
      }
      if isAfterLabel, isAfterColon || looksSecret(word) {
        isAfterLabel = false
        return "[password]"
      }
      isAfterLabel = labels.contains(bare(word))
      isAfterColon = isAfterLabel && isColon(word.last)
      guard !isAfterLabel, let cut = word.firstIndex(where: isColon), word.index(after: cut) < word.endIndex,
        labels.contains(bare(word[..<cut]))
      else { return nil }
      return "\(String(word[...cut]))[password]"
    }
  }

  private static func isColon(_ scalar: Unicode.Scalar?) -> Bool { scalar == ":" || scalar == "=" }

  private static func looksSecret(_ word: Word) -> Bool {
    word.prefix(4).count == 4 && word.contains { ("0"..."9").contains($0) }
  }

  /// In lower case, without what is no letter.
  private static func bare(_ word: Word) -> String {
    String(String.UnicodeScalarView(word.prefix(40).filter(\.properties.isAlphabetic))).lowercased()
  }

  /// The text with each word that `replacement` gives another for.
  private static func mappingWords(_ text: String, _ replacement: (Word) -> String?) -> String {
    var mapped = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      let blank = rest.prefix(while: \.properties.isWhitespace)
      mapped.append(contentsOf: blank)
      rest = rest[blank.endIndex...]
      let word = rest.prefix { !$0.properties.isWhitespace }
      if !word.isEmpty, let other = replacement(word) {
        mapped.append(contentsOf: other.unicodeScalars)
      } else {
        mapped.append(contentsOf: word)
      }
      rest = rest[word.endIndex...]
    }
    return String(mapped)
  }

  // MARK: Card numbers (ISO/IEC 7812-1)

  private static func withoutCardNumbers(_ text: String) -> String {
    guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return text }
    let scalars = Array(text.unicodeScalars)
    var kept = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let run = digitRun(scalars, from: index)
      if run.isEmpty {
        kept.append(scalars[index])
        index += 1
        continue
      }
      let digits = run.compactMap { scalars[$0].properties.numericType == .decimal ? Int(scalars[$0].value) - 48 : nil }
      kept.append(contentsOf: isCardNumber(digits) ? Array("[card number]".unicodeScalars) : Array(scalars[run]))
      index = run.upperBound
    }
    return String(kept)
  }

  /// Digits with at most one blank or hyphen between two of them.
  private static func digitRun(_ scalars: [Unicode.Scalar], from start: Int) -> Range<Int> {
    func isDigit(_ index: Int) -> Bool { index < scalars.count && ("0"..."9").contains(scalars[index]) }
    var end = start
    while isDigit(end)
      || (end > start && end < scalars.count && " -\u{A0}".unicodeScalars.contains(scalars[end]) && isDigit(end + 1))
    {
      end += 1
    }
    return start..<end
  }

  /// As long as one, of a network that cards have, and with the right check digit (Luhn).
  private static func isCardNumber(_ digits: [Int]) -> Bool {
    guard (13...19).contains(digits.count), (2...6).contains(digits[0]) else { return false }
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let doubled = digit.offset % 2 == 1 ? 2 * digit.element : digit.element
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }
}
