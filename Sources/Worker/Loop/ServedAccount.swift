import FoundationEssentials
import Secretary
import Storage

/// The rows that say whether and how to serve a user.
struct ServedAccount {
  let settings: AgentSettings
  let credential: GmailCredential

  /// Off is a reason to end, not an error: the supervisor knows as well.
  static func read(_ user: UserID, from store: Store) async throws -> ServedAccount {
    guard try await store.users.find(user.rawValue) != nil else { throw StorageError.unknownUser }
    guard let credential = try await store.credentials.credential(of: user) else { throw WorkerEnd.notConnected }
    guard credential.isConnected else {
      throw WorkerEnd(.needsUser, credential.disconnectedReason ?? WorkerEnd.notConnected.words)
    }
    guard let settings = try await store.settings.settings(of: user), settings.isSwitchedOn else {
      throw WorkerEnd(.finished, "The secretary is switched off for this user.")
    }
    return ServedAccount(settings: settings, credential: credential)
  }

  /// Minutes until business hours begin; 0 while they last or when all hours are, nil when none ever begin.
  func minutesUntilOpen(at now: Date) throws(WorkerEnd) -> Int? {
    guard settings.businessHoursOnly else { return 0 }
    do {
      return settings.businessHours.minutesUntilOpen(from: try LocalWallClock.time(at: now, in: settings.timeZone))
    } catch {
      throw WorkerEnd(.configuration, error.description)
    }
  }
}
