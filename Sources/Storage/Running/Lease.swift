package import Secretary
package import StoreRequests

package import struct FoundationEssentials.Date

/// A row of `worker_leases`, and its holder's: who serves a user, and until when unless they renew it.
package struct Lease: Sendable, Equatable {
  package var userID: UserID
  package var holder: LeaseHolder
  package var acquiredAt: Date
  package var expiresAt: Date
}

/// The answer to asking for leases: what was given, and who has the others.
package struct LeaseAnswer: Sendable, Equatable {
  package var granted: [UserID: LeaseToken] = [:]
  package var refused: [UserID: Lease] = [:]
}

extension LeaseToken {
  static func random() -> LeaseToken {
    let digits = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }
    return LeaseToken(digits.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined())
  }
}
