/// An amount of money in millionths of one unit of its currency, so that sums are exact.
package struct Cost: Sendable, Hashable, Comparable, Codable {
  /// More than any budget; what is said beyond is no amount. A thousand million of the unit.
  package static let most = 1_000_000_000_000_000

  package private(set) var microUnits: Int

  package static let zero = Cost(microUnits: 0)

  /// Kept within what can be an amount.
  package init(microUnits: Int) { self.microUnits = min(max(microUnits, 0), Self.most) }

  /// "2.50", "0.075", "12": what an operator writes. Nil for anything else, and for more than six digits behind the point.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    let isDigits = { (part: Substring.UTF8View) in
      part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    guard let whole = parts.first, (1...9).contains(whole.count), isDigits(whole) else { return nil }
    let fraction = parts.count > 1 ? parts[1] : ""[...].utf8
    guard isDigits(fraction), parts.count == 1 || (1...6).contains(fraction.count),
      let units = Int(String(Substring(whole))),
      let micro = Int(String(Substring(fraction)) + String(repeating: "0", count: 6 - fraction.count))
    else { return nil }
    self.init(microUnits: units * 1_000_000 + micro)
  }

  package static func + (one: Cost, other: Cost) -> Cost { Cost(microUnits: one.microUnits + other.microUnits) }
  package static func < (one: Cost, other: Cost) -> Bool { one.microUnits < other.microUnits }

  /// "0.0042", "1.25", "12.00": two digits behind the point, or as many as show something.
  package var amount: String {
    let (units, rest) = microUnits.quotientAndRemainder(dividingBy: 1_000_000)
    var digits = String(repeating: "0", count: 6 - String(rest).count) + String(rest)
    // Of less than a tenth of a unit two digits that are not zero say enough; of more, two digits.
    let kept =
      units > 0
      ? 2
      : max(
        2,
        (digits.utf8.firstIndex { $0 != UInt8(ascii: "0") }.map {
          digits.utf8.distance(from: digits.utf8.startIndex, to: $0)
        } ?? 0) + 2)
    digits = String(digits.prefix(kept))
    return "\(units).\(digits)"
  }
}

extension Cost {
  private enum CodingKeys: String, CodingKey { case microUnits }

  /// Kept within what can be an amount.
  package init(from decoder: any Decoder) throws {
    self.init(microUnits: try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .microUnits))
  }
}
