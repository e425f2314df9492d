import FoundationEssentials
import Secretary
import StoreRequests

/// The rows that say whether and how to serve a user.
struct ServedAccount {
  let settings: AgentSettings
  let credential: MailboxCredential

  /// Off is a reason to end, not an error: the supervisor knows as well.
  static func read(from store: any WorkerStore) async throws -> ServedAccount {
    let rows = try await store.account.rows()
    guard let credential = rows.credential else { throw WorkerEnd.notConnected }
    guard credential.isConnected else {
      throw WorkerEnd(.needsUser, credential.disconnectedReason ?? WorkerEnd.notConnected.words)
    }
    guard let settings = rows.settings, settings.isSwitchedOn else {
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
