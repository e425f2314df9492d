/// Host names that are taken for each other: `exarnple.com`, `examp1e.com`, `my-bank.example`.
enum LookAlikeHost {
  /// Shorter names are alike by chance.
  private static let shortest = 7

  /// Whether two organisations' hosts differ, and look the same at a glance.
  static func areAlike(_ host: String, _ other: String) -> Bool {
    let (one, two) = (organisation(of: host), organisation(of: other))
    guard one != two, one.utf8.count >= shortest, two.utf8.count >= shortest else { return false }
    return shape(of: one) == shape(of: two)
  }

  /// The host's last labels: two, or three below what is shared by a whole country (`co.uk`, `gv.at`).
  static func organisation(of host: String) -> String {
    let labels = host.lowercased().split(separator: ".")
    let isShared =
      labels.count > 2 && labels[labels.count - 2].utf8.count <= 3 && labels[labels.count - 1].utf8.count == 2
    return labels.suffix(isShared ? 3 : 2).joined(separator: ".")
  }

  /// Without hyphens, and with one letter for those that are drawn alike.
  private static func shape(of host: String) -> String {
    var shape = String.UnicodeScalarView()
    for scalar in host.unicodeScalars where scalar != "-" {
      let plain = letters[scalar] ?? scalar
      if let last = shape.last, let pair = pairs[String(last) + String(plain)] {
        shape.removeLast()
        shape.append(pair)
      } else {
        shape.append(plain)
      }
    }
    return String(shape)
  }

  private static let letters: [Unicode.Scalar: Unicode.Scalar] = ["0": "o", "1": "l", "i": "l", "5": "s"]
  private static let pairs: [String: Unicode.Scalar] = ["rn": "m", "vv": "w", "cl": "d"]
}
