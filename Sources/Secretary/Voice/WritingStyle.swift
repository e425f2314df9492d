internal import CivilTime

package import struct FoundationEssentials.Date

/// How often somebody's letters had which trait. Numbers of a closed list: nothing that anybody wrote is in it.
package struct WritingStyle: Sendable, Equatable, Codable {
  /// Letters from which on a style is said to be known.
  package static let enough = 5.0
  /// A trait is told when at least this share of the letters that could have it do.
  private static let clearShare = 0.6
  /// At so many letters all numbers are halved: what was written long ago fades.
  static let window = 100.0
  /// What the first letter of a week leaves of what was learned before, down to so many letters.
  private static let weekly = (share: 0.9, least: 2 * enough)

  /// Each counts one at first.
  package private(set) var letters = 0.0
  /// The last in which a letter was written, counted from 1970.
  package private(set) var week = 0
  private var counts: [WritingTrait: Double] = [:]

  package init() {}

  /// From its stored form; what is not on the list, or no count, is left out.
  package init(letters: Double, week: Int = 0, counts: [String: Double]) {
    func isCount(_ number: Double) -> Bool { (0...Self.window).contains(number) }
    self.letters = isCount(letters) ? letters : 0
    self.week = week
    for (code, count) in counts where isCount(count) {
      if let trait = WritingTrait(code: code) { self.counts[trait] = count }
    }
  }

  package var stored: [String: Double] { Dictionary(uniqueKeysWithValues: counts.map { ($0.code, $1) }) }

  /// Learns how a letter is written. What was learned before counts less and less, so that the style is that of the last months:
  /// but only when there is something new, so that nobody's is lost while they write nothing.
  package mutating func learn(_ traits: Set<WritingTrait>, at moment: Date) {
    let week = CivilDate(inUTC: moment).dayNumber / 7
    if week > self.week {
      if letters > Self.weekly.least { fade(to: max(Self.weekly.share, Self.weekly.least / letters)) }
      self.week = week
    }
    if letters + 1 > Self.window { fade(to: 0.5) }
    letters += 1
    for trait in traits { counts[trait, default: 0] += 1 }
  }

  private mutating func fade(to share: Double) {
    letters *= share
    counts = counts.mapValues { $0 * share }.filter { $0.value > 0.1 }
  }

  /// The values of a kind that can be told, the most frequent first; none before enough letters showed one.
  func clear(_ kind: WritingTrait.Kind) -> [String] {
    let found = counts.filter { $0.key.kind == kind }.sorted { ($0.value, $1.key.value) > ($1.value, $0.key.value) }
    let all = kind.isExclusive ? found.reduce(0) { $0 + $1.value } : letters
    guard all >= Self.enough else { return [] }
    if kind == .length { return middle(found, of: all).map { [$0] } ?? [] }
    return found.filter { $0.value >= Self.clearShare * all }.map(\.key.value)
  }

  /// The length that half of the letters do not go beyond.
  private func middle(_ found: [(key: WritingTrait, value: Double)], of all: Double) -> String? {
    var below = 0.0
    for (trait, count) in found.sorted(by: { (Int($0.key.value) ?? 0) < (Int($1.key.value) ?? 0) }) {
      below += count
      if below * 2 >= all { return trait.value }
    }
    return nil
  }
}
