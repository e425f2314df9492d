/// People as they are shown. A display name is the sender's own choice, so the address stands beside it where it matters.
extension EmailAddress {
  /// The address, with its host in ASCII beside it when that is written to be taken for another.
  package var shownAddress: ShownText {
    ShownText(DomainScript.warning(on: domain).map { "\(address) (\($0))" } ?? address)
  }

  /// `Bob Stone <bob@example.com>`, or the address alone.
  package var full: ShownText {
    guard !name.isEmpty else { return shownAddress }
    let warning = DomainScript.warning(on: domain).map { " (\($0))" } ?? ""
    return ShownText("\(name.prefix(300)) <\(address)>\(warning)")
  }

  /// `Bob Stone`; the address when there is no name, or one that looks like an address, as that may be another's.
  package var brief: ShownText {
    name.isEmpty || name.contains("@") || name.contains("＠") ? shownAddress : ShownText(name)
  }
}
