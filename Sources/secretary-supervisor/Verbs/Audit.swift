import ArgumentParser
import Bootstrap
import Commands
import FleetStatus
import Foundation
import Storage

struct Audit: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Tells who did what: signed in, connected, switched on or off, approved a draft.",
    discussion: "Newest first. Reads rows only: no key is needed, and any host that reaches the store will do.")

  @OptionGroup var config: ConfigurationOption
  @Argument(help: "Only what concerns this user, by id or address.") var user: String?
  @Option(help: "Only what is no older than this, such as 12h or 7d.") var since: String?
  @Option(help: "Lines at most, 1 to 10000.") var limit = 100
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit: not a number from 1 to 10000.") }
    if let since, DurationText.parse(since) == nil {
      throw ValidationError("--since: '\(since)' is not a duration; allowed: \(DurationText.allowed).")
    }
  }

  func perform() async throws {
    let store = try await ConfigurationOption.open(try config.deployment(), migrating: false)
    let subject: User? = if let user { try await store.user(user) } else { nil }
    let report = try await AuditReport.read(from: store, of: subject, since: start(from: Date()), limit: limit)
    await store.close()
    Terminal.answer(json ? try report.json() : report.table(width: Terminal.width))
    if report.hasMore { Terminal.say("There are earlier lines: --limit shows more, up to 10000.") }
  }

  /// Nothing happened before 1970, however long ago was asked for.
  private func start(from now: Date) -> Date {
    let age = since.flatMap(DurationText.parse)?.components.seconds ?? .max
    return max(Date(timeIntervalSince1970: 0), now.addingTimeInterval(-Double(age)))
  }
}
