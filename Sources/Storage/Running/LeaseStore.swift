import Database
import SQLErrors
package import Secretary
package import StoreRequests

package import struct FoundationEssentials.Date

/// The tables `worker_leases` and `lease_holders`: one server per user, across processes and hosts. Until when a holder has
/// its leases is one row, however many it has.
///
/// A lease ends when its holder releases it or lets it expire. A holder known to be dead is not waited for: `release(all:)`
/// its leases, then acquire. None of it is synced to the disk: after a power cut every holder is gone anyway.
package struct LeaseStore: Sendable {
  let connection: StoreConnection

  /// Takes the leases that are free, expired, or this holder's own already; each with a new token, so that whoever had the
  /// earlier one can no longer write. A user that does not exist is neither granted nor refused.
  package func acquire(
    _ users: [UserID], holder: LeaseHolder, until expiry: Date
  ) async throws(StorageError) -> LeaseAnswer {
    let now = connection.now()
    return try await connection.write(durable: false) { session in
      var answer = LeaseAnswer()
      try Self.write(holder, until: expiry, session)
      for user in users {
        try Self.removeUnreadable(of: user, session)
        let token = LeaseToken.random()
        let granted = try session.query(
          """
          INSERT INTO worker_leases (user_id, token, holder_id, acquired_at)
          SELECT id, $2, $3, $4 FROM users WHERE id = $1
          ON CONFLICT (user_id) DO UPDATE SET token = excluded.token, holder_id = excluded.holder_id,
            acquired_at = excluded.acquired_at
          WHERE worker_leases.holder_id = excluded.holder_id OR NOT EXISTS (
            SELECT 1 FROM lease_holders WHERE id = worker_leases.holder_id AND expires_at > $4)
          RETURNING user_id
          """,
          [SQLValue(user), SQLValue(token), SQLValue(holder.id), SQLValue(now)])
        if !granted.isEmpty {
          answer.granted[user] = token
        } else if let row = try Self.row(of: user, session) {
          answer.refused[user] = try Self.lease(row)
        }
      }
      try Self.removeHoldersOfNothing(session)
      return answer
    }
  }

  /// Puts off the end of all leases of a holder, which knows of so many.
  ///
  /// - Returns: nil when it still has as many; else the users it still serves. A missing one was taken by somebody else, and
  ///   its worker must stop.
  package func renew(
    _ holder: LeaseHolder, until expiry: Date, holding count: Int
  ) async throws(StorageError) -> Set<UserID>? {
    try await connection.write(durable: false) { session in
      try Self.write(holder, until: expiry, session)
      let held = try session.query(
        "SELECT count(*) AS held FROM worker_leases WHERE holder_id = $1", [SQLValue(holder.id)])
      guard try held.first?.int("held") != count else { return nil }
      return Set(
        try session.query("SELECT user_id FROM worker_leases WHERE holder_id = $1", [SQLValue(holder.id)])
          .map { try $0.value("user_id") })
    }
  }

  /// Whether that token is the one in force.
  package func isHeld(_ user: UserID, with token: LeaseToken) async throws(StorageError) -> Bool {
    try await !connection.read(
      "SELECT user_id FROM worker_leases WHERE user_id = $1 AND token = $2", [SQLValue(user), SQLValue(token)]
    ) { try $0.text("user_id") }.isEmpty
  }

  /// Gives up one lease, if the token is still the one in force.
  package func release(_ user: UserID, token: LeaseToken) async throws(StorageError) {
    try await connection.write(durable: false) { session in
      _ = try session.query(
        "DELETE FROM worker_leases WHERE user_id = $1 AND token = $2", [SQLValue(user), SQLValue(token)])
      try Self.removeHoldersOfNothing(session)
    }
  }

  /// Ends the lease of one user, if that holder, known to be dead, still has it.
  package func release(_ user: UserID, heldBy holderID: String) async throws(StorageError) {
    try await connection.write(durable: false) { session in
      _ = try session.query(
        "DELETE FROM worker_leases WHERE user_id = $1 AND holder_id = $2", [SQLValue(user), SQLValue(holderID)])
      try Self.removeHoldersOfNothing(session)
    }
  }

  /// Ends every lease of a holder: one's own when leaving, or a holder's that is known to be dead.
  package func release(all holderID: String) async throws(StorageError) {
    try await connection.write(durable: false) { session in
      _ = try session.query("DELETE FROM worker_leases WHERE holder_id = $1", [SQLValue(holderID)])
      try Self.removeHoldersOfNothing(session)
    }
  }

  /// Who holds leases at all: the processes to look for before starting another supervisor on this store.
  package func holders() async throws(StorageError) -> [LeaseHolder] {
    try await connection.read(
      "SELECT id AS holder_id, program, host, pid FROM lease_holders ORDER BY id"
    ) { try $0.readable(Self.holder) }.compactMap(\.self)
  }

  /// A lease that nobody can read may never end, and one user's must not keep all others from theirs. Whoever held it writes
  /// no more, for its token is gone.
  private static func removeUnreadable(of user: UserID, _ session: SQLSession) throws {
    guard let row = try row(of: user, session), try row.readable(lease) == nil else { return }
    _ = try session.query("DELETE FROM worker_leases WHERE user_id = $1", [SQLValue(user)])
  }

  private static func write(_ holder: LeaseHolder, until expiry: Date, _ session: SQLSession) throws {
    _ = try session.query(
      """
      INSERT INTO lease_holders (id, program, host, pid, expires_at) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (id) DO UPDATE SET program = excluded.program, host = excluded.host, pid = excluded.pid,
        expires_at = excluded.expires_at
      """,
      [
        SQLValue(holder.id), SQLValue(holder.program), SQLValue(holder.host), SQLValue(Int(holder.pid)),
        SQLValue(expiry),
      ])
  }

  private static func removeHoldersOfNothing(_ session: SQLSession) throws {
    _ = try session.query(
      "DELETE FROM lease_holders WHERE NOT EXISTS (SELECT 1 FROM worker_leases WHERE holder_id = lease_holders.id)")
  }

  private static func row(of user: UserID, _ session: SQLSession) throws -> SQLRow? {
    try session.query(
      """
      SELECT worker_leases.*, program, host, pid, expires_at FROM worker_leases
      JOIN lease_holders ON lease_holders.id = worker_leases.holder_id WHERE user_id = $1
      """, [SQLValue(user)]
    ).first
  }

  private static func lease(_ row: SQLRow) throws -> Lease {
    Lease(
      userID: try row.value("user_id"), holder: try holder(row), acquiredAt: try row.date("acquired_at"),
      expiresAt: try row.date("expires_at"))
  }

  private static func holder(_ row: SQLRow) throws -> LeaseHolder {
    guard let pid = Int32(exactly: try row.int("pid")) else { throw SQLError(.unexpectedValue, "pid") }
    return LeaseHolder(
      id: try row.text("holder_id"), program: try row.text("program"), host: try row.text("host"), pid: pid)
  }
}
