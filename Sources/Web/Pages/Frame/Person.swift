import FleetStatus
import Foundation
import Hummingbird
import Secretary
import Storage

/// What every page of somebody who is signed in needs to know about them, read once per request.
struct Person: Sendable {
  let user: User
  let settings: AgentSettings
  let connection: GmailConnection
  let clock: WallClock

  /// Whether a worker does what is asked for on these pages.
  var isActive: Bool { connection.isConnected && settings.isSwitchedOn }

  /// Reads their rows. Somebody who never set anything has the settings of a new account.
  static func read(_ user: User, _ services: WebServices) async throws -> Person {
    let settings = try await services.store.settings.settings(of: user.id) ?? AgentSettings(userID: user.id)
    let credential = try await services.store.credentials.credential(of: user.id)
    return Person(
      user: user, settings: settings, connection: GmailConnection(credential),
      clock: WallClock(now: services.now(), zone: settings.timeZone))
  }

  /// How their worker is; nil when nobody is to be served.
  func status(_ services: WebServices) async throws -> StatusReport.Line? {
    StatusReport(
      supervisors: try await services.store.status.supervisors(),
      workers: try await services.store.status.workers(of: user.id), users: [user],
      inactive: InactiveReason(isSwitchedOn: settings.isSwitchedOn, isConnected: connection.isConnected)
        .map { [user.id: $0] } ?? [:],
      at: clock.now
    ).users.first
  }

  /// What the operator fixed for them, in seconds.
  func overridingInterval(_ configuration: WebConfiguration) -> Int? {
    let override =
      configuration.intervalOverrides[user.id.rawValue] ?? configuration.intervalOverrides[user.address.lowercased()]
    return override.map { Int($0.components.seconds) }
  }

  /// Seconds between two looks into their mailbox, as the supervisor decides them.
  func interval(_ configuration: WebConfiguration) -> Int {
    overridingInterval(configuration) ?? settings.checkIntervalSeconds
      ?? Int(configuration.standardInterval.components.seconds)
  }
}

extension Request {
  /// The address's query; one that cannot be read says nothing.
  var fields: FormFields { FormFields(uri.query ?? "") ?? FormFields() }
}
