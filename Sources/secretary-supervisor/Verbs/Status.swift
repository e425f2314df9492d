import ArgumentParser
import Bootstrap
import Commands
import FleetStatus
import Foundation
import Storage

struct Status: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Tells how supervisors and workers are, in words.",
    discussion: """
      Reads rows: no key is needed, and any host that reaches the store will do. When no supervisor says how it is, it tries \
      whether anything can be written, and tells why not.
      """)

  @OptionGroup var config: ConfigurationOption
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print metrics in the text format Prometheus reads.") var prometheus = false
  @Flag(help: "Show the table again every two seconds until interrupted.") var watch = false

  func validate() throws {
    if [json, prometheus, watch].count(where: { $0 }) > 1 {
      throw ValidationError("--json, --prometheus and --watch exclude each other.")
    }
  }

  func perform() async throws {
    let deployment = try config.deployment()
    let store = try await ConfigurationOption.open(deployment, migrating: false)
    if watch { try await repeatForever(store) }
    let report = try await report(from: store)
    await store.close()
    if json {
      Terminal.answer(try StatusDocument(report).text())
    } else if prometheus {
      Terminal.answer(StatusMetrics(report).text)
    } else {
      Terminal.answer(StatusTable(report, width: Terminal.width).text)
    }
  }

  private func report(from store: Store) async throws -> StatusReport {
    var report = try await StatusReport.read(from: store, at: Date())
    await report.askWhyNobodyReports(in: store)
    return report
  }

  private func repeatForever(_ store: Store) async throws -> Never {
    while true {
      let table = StatusTable(try await report(from: store), width: Terminal.width).text
      Terminal.repaint(table)
      try await Task.sleep(for: .seconds(2))
    }
  }
}
