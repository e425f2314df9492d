/// Who is who in a prompt. No mail address leaves for a language model: each is told as the stand-in of a number, and what
/// the answer says of a stand-in is resolved here.
///
/// The stand-ins look like addresses, so that a sentence around one stays a sentence, and belong to nobody: the top-level
/// domain `invalid` never resolves (RFC 2606 §2).
package struct PromptNames: Sendable, Equatable {
  /// Scalars before and after the `@` that are looked at (RFC 5321 §4.5.3.1).
  private static let longestLocalPart = 64
  private static let longestDomain = 255

  /// As they were first written, by number less one.
  private var addresses: [String] = []
  private var numbers: [String: Int] = [:]

  package init() {}

  /// The number of whoever has this address, from 1 on.
  mutating func number(of address: String) -> Int {
    let key = EmailAddress(address: address).canonical
    if let known = numbers[key] { return known }
    addresses.append(address)
    numbers[key] = addresses.count
    return addresses.count
  }

  /// How a person is told: the display name, when it is one, and the number.
  mutating func label(of person: EmailAddress) -> String {
    let number = number(of: person.address)
    let name = hidden(in: person.name).trimmed
    return name.isEmpty ? "person \(number)" : "\(name) (person \(number))"
  }

  static func standIn(_ number: Int) -> String { "person-\(number)@mail.invalid" }

  /// The text with a stand-in for each mail address in it, written anywhere: in brackets, in a link, in a sentence.
  mutating func hidden(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
    let scalars = Array(text.unicodeScalars)
    var shown = String.UnicodeScalarView()
    var copied = 0
    for at in scalars.indices where scalars[at] == "@" {
      guard let range = Self.address(around: at, in: scalars, from: copied) else { continue }
      shown.append(contentsOf: scalars[copied..<range.lowerBound])
      let address = String(String.UnicodeScalarView(scalars[range]))
      shown.append(contentsOf: Self.standIn(number(of: address)).unicodeScalars)
      copied = range.upperBound
    }
    shown.append(contentsOf: scalars[copied...])
    return String(shown)
  }

  /// The answer with the addresses in their places again; nil when it names somebody who does not exist.
  package func restored(in text: String) -> String? {
    let (name, mark) = (Array("person-".unicodeScalars), Array("@mail.invalid".unicodeScalars))
    let scalars = Array(text.unicodeScalars)
    var restored = String.UnicodeScalarView()
    var copied = 0
    for at in scalars.indices where scalars[at] == "@" && scalars[at...].starts(with: mark) {
      // At most as many digits as there may be people.
      let digits = scalars[copied..<at].suffix(7).reversed().prefix { ("0"..."9").contains($0) }.reversed()
      let start = at - digits.count - name.count
      guard start >= copied, scalars[start...].starts(with: name),
        let number = Int(String(String.UnicodeScalarView(digits))), addresses.indices.contains(number - 1)
      else { return nil }
      restored.append(contentsOf: scalars[copied..<start])
      restored.append(contentsOf: addresses[number - 1].unicodeScalars)
      copied = at + mark.count
    }
    restored.append(contentsOf: scalars[copied...])
    return String(restored)
  }

  // MARK: Finding addresses

  private static func address(around at: Int, in scalars: [Unicode.Scalar], from start: Int) -> Range<Int>? {
    let first = localPart(before: at, in: scalars, from: max(start, at - longestLocalPart))
    let end = domain(after: at, in: scalars, upTo: min(scalars.count, at + 1 + longestDomain))
    return first < at && end > at + 1 ? first..<end : nil
  }

  /// Where it begins. Rather too much than too little: whatever is hidden stands in its place again afterwards.
  private static func localPart(before at: Int, in scalars: [Unicode.Scalar], from least: Int) -> Int {
    if at > least, scalars[at - 1] == "\"", let quote = scalars[least..<(at - 1)].lastIndex(of: "\"") { return quote }
    var first = at
    while first > least, isLocal(scalars[first - 1]) { first -= 1 }
    while first < at, scalars[first] == "." { first += 1 }
    return first
  }

  /// Where it ends: a name, also of one label, or an address between brackets (RFC 5321 §4.1.3).
  private static func domain(after at: Int, in scalars: [Unicode.Scalar], upTo most: Int) -> Int {
    var end = at + 1
    if end < most, scalars[end] == "[" {
      return scalars[end..<most].firstIndex(of: "]").map { $0 + 1 } ?? end
    }
    while end < most, isDomain(scalars[end]) { end += 1 }
    while end > at + 1, [".", "-"].contains(scalars[end - 1]) { end -= 1 }
    return end
  }

  /// What an unquoted local part is of (RFC 5322 §3.2.3, RFC 6531 §3.3), without the slash and question mark of links.
  private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
    isWord(scalar) || ".!#$%&'*+-=^_`{|}~".unicodeScalars.contains(scalar)
  }

  private static func isDomain(_ scalar: Unicode.Scalar) -> Bool { isWord(scalar) || scalar == "." || scalar == "-" }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      : scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }
}
