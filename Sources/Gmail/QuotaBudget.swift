package import struct FoundationEssentials.Date
package import struct Secretary.QuotaUse

/// Google's price list in quota units (projects created since May 2026; older projects pay less).
package enum QuotaPrice {
  package static let profile = 1
  package static let historyPage = 2
  package static let messagePage = 5
  package static let message = 20
  package static let thread = 40
  package static let attachment = 20
  package static let sendAs = 1
  package static let labelList = 1
  package static let labelCreate = 5
  package static let labelChange = 5
  package static let draftCreate = 10
  package static let draftGet = 20
  package static let draftPage = 5
  package static let draftDelete = 10
  package static let draftSend = 100
}

/// Counts the quota units of one user over the last minute, so that we slow down before Gmail refuses.
package struct QuotaBudget: Sendable {
  /// Google's limit per user and minute.
  package static let standard = 6000

  package let unitsPerMinute: Int
  /// Everything spent since the start, for the status row.
  package private(set) var spent = 0
  /// Units by whole second, oldest first; at most a minute's worth of entries.
  package private(set) var recent: [QuotaUse]

  /// - Parameter recent: what somebody else spent of the same minutes, oldest first.
  package init(unitsPerMinute: Int = Self.standard, recent: [QuotaUse] = []) {
    self.unitsPerMinute = unitsPerMinute
    self.recent = recent
  }

  /// Takes `units` and returns nil, or takes nothing and returns when to ask again.
  package mutating func take(_ units: Int, at now: Date) -> Date? {
    let second = Int(now.timeIntervalSince1970.rounded(.down))
    // A second more than a minute: Google's clock and ours do not tick together. Entries of a clock that was set back
    // are dropped as well.
    recent.removeAll { $0.second < second - 60 || $0.second > second }
    var used = recent.reduce(0) { $0 + $1.units }
    if used + units > unitsPerMinute, !recent.isEmpty {
      for entry in recent {
        used -= entry.units
        if used + units <= unitsPerMinute || used == 0 {
          return Date(timeIntervalSince1970: Double(entry.second + 61))
        }
      }
    }
    if let last = recent.last, last.second == second {
      recent[recent.count - 1].units += units
    } else {
      recent.append(QuotaUse(second: second, units: units))
    }
    spent += units
    return nil
  }
}
