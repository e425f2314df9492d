package import struct FoundationEssentials.Date

/// One user whose mailbox should be watched: the secretary is switched on and the account is connected.
package struct WantedWorker: Sendable, Equatable {
  package var userID: UserID
  package var address: String
  /// Counts changes of the settings row; a worker held for bad settings tries again when it moves.
  package var settingsVersion: Int
  /// Counts changes of the credentials row; a worker held for withdrawn access tries again when it moves.
  package var credentialsVersion: Int
  /// The user's own choice of interval; the supervisor replaces it by the effective one before planning.
  package var intervalSeconds: Int?
  /// When somebody last asked for a check now.
  package var checkRequestedAt: Date?
  /// What of the row cannot be understood: column and mend, in words. Then nobody is started, and what else stands here may
  /// be made up.
  package var unreadable: String?

  package init(
    userID: UserID, address: String, settingsVersion: Int = 1, credentialsVersion: Int = 1,
    intervalSeconds: Int? = nil, checkRequestedAt: Date? = nil, unreadable: String? = nil
  ) {
    self.userID = userID
    self.address = address
    self.settingsVersion = settingsVersion
    self.credentialsVersion = credentialsVersion
    self.intervalSeconds = intervalSeconds
    self.checkRequestedAt = checkRequestedAt
    self.unreadable = unreadable
  }
}
