package import Secretary

package import struct FoundationEssentials.Date

/// The proof that a worker may write for its user: 128 random bits in hexadecimal. Whoever takes the lease makes a new one,
/// so that an earlier worker, even of the same supervisor, can no longer write.
package struct LeaseToken: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  static func random() -> LeaseToken {
    let digits = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }
    return LeaseToken(digits.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined())
  }
}

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
