import Database
package import Secretary

package import struct FoundationEssentials.Date

/// The table `worker_leases`: one server per user, across processes and hosts.
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
      for user in users {
        try Self.removeUnreadable(of: user, session)
        let token = LeaseToken.random()
        let granted = try session.query(
          """
          INSERT INTO worker_leases (user_id, token, holder_id, program, host, pid, acquired_at, expires_at)
          SELECT id, $2, $3, $4, $5, $6, $7, $8 FROM users WHERE id = $1
          ON CONFLICT (user_id) DO UPDATE SET token = excluded.token, holder_id = excluded.holder_id,
            program = excluded.program, host = excluded.host, pid = excluded.pid, acquired_at = excluded.acquired_at,
            expires_at = excluded.expires_at
          WHERE worker_leases.expires_at <= excluded.acquired_at OR worker_leases.holder_id = excluded.holder_id
          RETURNING user_id
          """,
          [
            SQLValue(user), SQLValue(token), SQLValue(holder.id), SQLValue(holder.program), SQLValue(holder.host),
            SQLValue(Int(holder.pid)), SQLValue(now), SQLValue(expiry),
          ])
        if !granted.isEmpty {
          answer.granted[user] = token
        } else if let row = try session.query(
          "SELECT * FROM worker_leases WHERE user_id = $1", [SQLValue(user)]
        ).first {
          answer.refused[user] = try Self.lease(row)
        }
      }
      return answer
    }
  }

  /// Puts off the end of all leases of a holder. The users it still holds: a missing one was taken by somebody else, and
  /// its worker must stop.
  package func renew(_ holder: LeaseHolder, until expiry: Date) async throws(StorageError) -> Set<UserID> {
    try await connection.write(durable: false) { session in
      Set(
        try session.query(
          "UPDATE worker_leases SET expires_at = $2 WHERE holder_id = $1 RETURNING user_id",
          [SQLValue(holder.id), SQLValue(expiry)]
        ).map { try $0.value("user_id") })
    }
  }

  /// Gives up one lease, if the token is still the one in force.
  package func release(_ user: UserID, token: LeaseToken) async throws(StorageError) {
    try await connection.write(durable: false) { session in
      _ = try session.query(
        "DELETE FROM worker_leases WHERE user_id = $1 AND token = $2", [SQLValue(user), SQLValue(token)])
    }
  }

  /// Ends the lease of one user, if that holder, known to be dead, still has it.
  package func release(_ user: UserID, heldBy holderID: String) async throws(StorageError) {
    try await connection.write(durable: false) { session in
      _ = try session.query(
        "DELETE FROM worker_leases WHERE user_id = $1 AND holder_id = $2", [SQLValue(user), SQLValue(holderID)])
    }
  }

  /// Ends every lease of a holder: one's own when leaving, or a holder's that is known to be dead.
  package func release(all holderID: String) async throws(StorageError) {
    try await connection.write(durable: false) { session in
      _ = try session.query("DELETE FROM worker_leases WHERE holder_id = $1", [SQLValue(holderID)])
    }
  }

  /// Who holds leases at all: the processes to look for before starting another supervisor on this store.
  package func holders() async throws(StorageError) -> [LeaseHolder] {
    try await connection.read(
      "SELECT DISTINCT holder_id, program, host, pid FROM worker_leases ORDER BY holder_id"
    ) { try $0.readable(Self.holder) }.compactMap(\.self)
  }

  /// A lease that nobody can read may never end, and one user's must not keep all others from theirs. Whoever held it writes
  /// no more, for its token is gone.
  private static func removeUnreadable(of user: UserID, _ session: SQLSession) throws {
    let row = try session.query("SELECT * FROM worker_leases WHERE user_id = $1", [SQLValue(user)]).first
    guard let row, try row.readable(lease) == nil else { return }
    _ = try session.query("DELETE FROM worker_leases WHERE user_id = $1", [SQLValue(user)])
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
