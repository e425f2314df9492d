import EmptyStore
package import FoundationEssentials
import Gmail
package import GmailSimulator
import Logging
package import ManualTime
import Secretary
package import Storage
package import StoreRequests
package import Vault

/// What a case is played on: a simulated Google, a store in a folder that goes away afterwards, and a clock. Real parts all
/// of them; only time is ours.
package struct CaseStage: Sendable {
  /// 2026-11-25 08:00 UTC, a Wednesday.
  package static let start = Date(timeIntervalSince1970: 1_795_593_600)

  package let google: SimulatedGoogle
  package let base: String
  package let store: Store
  package let location: StoreLocation
  package let ring: KeyRing
  package let time: TestTime

  package static func with<Result: Sendable>(
    _ body: @Sendable (CaseStage) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("case-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let location = try StoreLocation("sqlite:\(folder.path)/secretary.db")
    let time = TestTime(start)
    var configuration = SimulatorConfiguration()
    configuration.now = { time.now }
    let silent = Logger(label: "simulator") { _ in SwiftLogNoOpLogHandler() }
    return try await SimulatorServer(configuration: configuration, logger: silent).serving { google, base in
      let store = try await EmptyStore.open(location, now: { time.now })
      let stage = CaseStage(
        google: google, base: base, store: store, location: location, ring: try KeyRing.generated(), time: time)
      do {
        let result = try await body(stage)
        await store.close()
        return result
      } catch {
        await store.close()
        throw error
      }
    }
  }

  var gmail: GmailService {
    let client = SimulatorConfiguration()
    return GmailService(
      client: OAuthClient(id: client.clientID, secret: Secret(client.clientSecret)),
      endpoints: GoogleEndpoints(api: base, token: base + "/token", revoke: base + "/revoke"),
      policy: RetryPolicy(attempts: 2, firstPause: 1, longestPause: 1, longestWait: 1, jitter: { _ in 0 }))
  }
}
