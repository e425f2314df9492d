import Database
package import Secretary
package import StoreRequests

/// Which further addresses are the user's: what was seen of them, and what the person says. That has a line in the audit log.
extension SettingsStore {
  /// What was seen and neither taken nor refused, the most certain first.
  package func addressProposals(of user: UserID) async throws(StorageError) -> [AddressProposal] {
    try await connection.read(
      """
      SELECT address, is_stamped, messages, last_seen_at FROM address_sightings
      WHERE user_id = $1 AND dismissed_at IS NULL ORDER BY is_stamped DESC, last_seen_at DESC, address
      """, [SQLValue(user)]
    ) { row in
      AddressProposal(
        address: EmailAddress(address: try row.text("address")), isStamped: try row.bool("is_stamped"),
        messages: try row.int("messages"), lastSeen: try row.date("last_seen_at"))
    }
  }

  /// Puts an address that was seen among the user's own. Twice is the same as once. One that nobody saw is
  /// `unknownAddress`, one more than fit is `tooManyAddresses`; then nothing is changed.
  package func takeAddress(_ address: EmailAddress, of user: UserID) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: true) { session in
      _ = try session.query(
        """
        INSERT INTO agent_settings (user_id, created_at, updated_at)
        SELECT id, $2, $2 FROM users WHERE id = $1 ON CONFLICT (user_id) DO NOTHING
        """, [SQLValue(user), SQLValue(now)])
      let settings = try session.query(
        "SELECT other_addresses FROM agent_settings WHERE user_id = $1", [SQLValue(user)]
      ).first
      guard let settings else { throw StorageError.unknownUser }
      var read = AgentSettings(userID: user)
      try Setting.otherAddresses.read(settings, into: &read)
      var own = read.otherAddresses
      let seen = try session.query(
        """
        DELETE FROM address_sightings WHERE user_id = $1 AND address = $2 AND dismissed_at IS NULL RETURNING address
        """, [SQLValue(user), SQLValue(address.canonical)])
      if own.contains(where: { $0.canonical == address.canonical }) { return }
      guard !seen.isEmpty else { throw StorageError.unknownAddress }
      guard own.count < AgentSettings.mostOtherAddresses else { throw StorageError.tooManyAddresses }
      own.append(EmailAddress(address: address.canonical))
      _ = try session.query(
        "UPDATE agent_settings SET other_addresses = $2, updated_at = $3 WHERE user_id = $1",
        [SQLValue(user), .list(own.map(\.address)), SQLValue(now)])
      try AuditLog.add(.tookAddress, by: user.rawValue, about: user, at: now, session)
    }
  }

  /// Never proposes that address again. Twice is the same as once; one that nobody saw is `unknownAddress`.
  package func refuseAddress(_ address: EmailAddress, of user: UserID) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: false) { session in
      let rows = try session.query(
        """
        UPDATE address_sightings SET dismissed_at = $3 WHERE user_id = $1 AND address = $2 RETURNING address
        """, [SQLValue(user), SQLValue(address.canonical), SQLValue(now)])
      guard !rows.isEmpty else { throw StorageError.unknownAddress }
      try AuditLog.add(.refusedAddress, by: user.rawValue, about: user, at: now, session)
    }
  }
}
