import ArgumentParser
import Bootstrap
import Commands
import FleetStatus
import Foundation
import Secretary
import Storage
import StoreRequests
import Supervisor

struct CopyStore: Verb {
  static let configuration = CommandConfiguration(
    commandName: "copy-store",
    abstract: "Copies a store into another one, as from SQLite to PostgreSQL. Supervisor and web must be stopped.",
    discussion: """
      Both are given as 'store' is in the configuration. The second is made if it is not there, and should be empty. It can be \
      stopped and begun again: it goes on, and in the end all rows of both are read and compared. Then name the second as the store, \
      and start again. Master keys stay as they are: what is sealed is copied as it is.
      """)

  @Argument(help: ArgumentHelp("The store that is there.", valueName: "from")) var source: String
  @Argument(help: ArgumentHelp("The store that is to be the same.", valueName: "to")) var target: String
  @Flag(help: "Print the rows of each table as JSON.") var json = false

  func perform() async throws {
    let (from, into) = (try StoreLocation(source), try StoreLocation(target))
    guard from != into else { throw CommandError("a store cannot be copied into itself.") }
    let counts = try await StoreLock.whileHeld(on: from) {
      try await StoreLock.whileHeld(on: into) { try await copy(from, into) }
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let tables = Dictionary(uniqueKeysWithValues: counts.map { ($0.table, $0.rows) })
      Terminal.answer(String(decoding: try encoder.encode(tables), as: UTF8.self) + "\n")
    } else {
      let rows = counts.reduce(0) { $0 + $1.rows }
      Terminal.answer("Copied the store \(from) to \(into): \(rows.counted("row")), all compared.\n")
    }
  }

  private func copy(_ from: StoreLocation, _ into: StoreLocation) async throws -> [(table: String, rows: Int)] {
    let source = try await Self.open(from, migrating: false)
    do {
      let target = try await Self.open(into, migrating: true)
      do {
        for store in [source, target] { try await Self.refuseWhileServed(store) }
        let counts = try await StoreTransfer(from: source, to: target).run(progress: ProgressLines().say)
        await target.close()
        await source.close()
        return counts
      } catch {
        await target.close()
        throw error
      }
    } catch {
      await source.close()
      throw error
    }
  }

  private static func open(_ location: StoreLocation, migrating: Bool) async throws -> Store {
    do { return try await Store.open(location, migrating: migrating) } catch {
      throw CommandError(error.words(about: location))
    }
  }

  /// On a server no lock of a file tells who else is at work.
  private static func refuseWhileServed(_ store: Store) async throws {
    let report = try await StatusReport.read(from: store, at: Date())
    guard let alive = report.supervisors.first(where: \.isAlive) else { return }
    throw CommandError(
      "the supervisor on \(alive.row.host) (pid \(alive.row.pid)) is at work with that store. Stop it first, and secretary-web as well."
    )
  }
}

/// A line for a table when it is through, and for a large one on the way.
private struct ProgressLines {
  func say(_ progress: StoreTransfer.Progress) {
    switch progress {
    case .copied(let table, let rows): if rows % 10_000 == 0 { Terminal.say("\(table): \(rows) rows so far") }
    case .compared(let table, let rows): Terminal.say("\(table): \(rows.counted("row")), the same in both")
    }
  }
}
