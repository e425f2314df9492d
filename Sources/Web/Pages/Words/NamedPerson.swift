import Secretary

/// Somebody in a line of text, with what stands behind them. Name and address are isolated from each other and from all else on
/// a page (`person.mustache`): beside letters from right to left even digits of an address would change places.
struct NamedPerson: Sendable, Equatable {
  let personName: ShownText?
  /// In brackets behind a name.
  let personAddress: ShownText?
  /// A comma, an "and", or nothing.
  var after = ""

  /// Name and address. A display name is the sender's own choice, so both stand where it matters.
  init(full person: EmailAddress) {
    personName = person.shownName
    personAddress = personName == nil ? person.shownAddress : ShownText("<\(person.shownAddress)>")
  }

  /// The name, or the address where that says more.
  init(brief person: EmailAddress) {
    personName = person.isNameEnough ? person.shownName : nil
    personAddress = person.isNameEnough ? nil : person.shownAddress
  }

  init(addressOf person: EmailAddress) {
    personName = nil
    personAddress = person.shownAddress
  }

  /// Nobody in particular: "You", "(no sender)".
  init(_ words: ShownText) {
    personName = words
    personAddress = nil
  }

  /// A line of the ledger, `Bob Stone <bob@example.com>`. Both parts are there, whatever it says: what a stranger wrote decides
  /// about no markup.
  init(line: String) {
    let shown = ShownText(line).text
    if let start = shown.ranges(of: " <").last {
      personName = ShownText(String(shown[..<start.lowerBound]))
      personAddress = ShownText(String(shown[start.lowerBound...]))
    } else {
      personName = ShownText(shown)
      personAddress = ""
    }
  }

  /// As one text, where nothing can be isolated.
  var words: String {
    [personName?.text, personAddress?.text].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ") + after
  }

  func followed(by after: String) -> NamedPerson {
    var person = self
    person.after = after
    return person
  }
}

extension [EmailAddress] {
  /// Everybody with their address.
  var full: [NamedPerson] { map(NamedPerson.init(full:)).listed }

  /// Everybody by their address alone.
  var addresses: [NamedPerson] { map(NamedPerson.init(addressOf:)).listed }

  /// "Bob", "Bob and Eve", "Bob, Eve and 3 more".
  var brief: [NamedPerson] {
    let people = map(NamedPerson.init(brief:))
    switch count {
    case 2: return [people[0].followed(by: " and "), people[1]]
    case 3: return [people[0].followed(by: ", "), people[1].followed(by: " and "), people[2]]
    case 4...: return [people[0].followed(by: ", "), people[1].followed(by: " and \(count - 2) more")]
    default: return people
    }
  }
}

extension [NamedPerson] {
  fileprivate var listed: [NamedPerson] { dropLast().map { $0.followed(by: ", ") } + suffix(1) }

  var words: String { map(\.words).joined() }
}
