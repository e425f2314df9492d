/// People as they are shown. A display name is the sender's own choice, so the address stands beside it where it matters.
extension EmailAddress {
  /// The address, with its host in ASCII beside it when that is written to be taken for another.
  package var shownAddress: ShownText {
    ShownText(DomainScript.warning(on: domain).map { "\(address) (\($0))" } ?? address)
  }

  /// The name; nil when there is none.
  package var shownName: ShownText? {
    name.isEmpty ? nil : ShownText(name.scalars(300))
  }

  /// `Bob Stone <bob@example.com>`, or the address alone: where the two cannot be kept apart otherwise.
  package var full: ShownText {
    guard let shownName else { return shownAddress }
    let warning = DomainScript.warning(on: domain).map { " (\($0))" } ?? ""
    return ShownText("\(shownName) <\(address)>\(warning)")
  }

  /// Whether the name can stand for somebody without the address beside it: one that looks like an address may be another's.
  package var isNameEnough: Bool { !name.isEmpty && !name.contains("@") && !name.contains("＠") }
}
