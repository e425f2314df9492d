/// A likelihood as people read it.
package struct Percentage: Sendable, Equatable {
  /// Whole per cent, from 0 to 100. Only what cannot be is 0, and only what is certain 100.
  package let whole: Int

  /// - Parameter share: from 0 to 1; anything else counts as the nearer of the two.
  package init(_ share: Double) {
    switch share {
    case ...0: whole = 0
    case 1...: whole = 100
    default: whole = share.isNaN ? 0 : min(max(Int((share * 100).rounded()), 1), 99)
    }
  }

  /// "about 12 %".
  package var words: String { whole == 0 || whole == 100 ? "\(whole) %" : "about \(whole) %" }
}
