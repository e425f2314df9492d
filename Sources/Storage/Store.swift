import Database
import SQLErrors
package import Secretary
package import StoreRequests

package import struct FoundationEssentials.Date

/// The product's tables, opened. All SQL of the product is in this module, grouped by who asks:
///
/// - people and the supervisor: `users`, `credentials`, `settings`, `drafts`, `decisions`, `ledger`, `correspondents`, `voice`, `memory`, `status`, `leases`;
/// - the web besides: `sessions`, `oauthRequests`, `audit`;
/// - one user's worker: `worker(of:lease:)`, whose every write first proves the lease.
///
/// One store is one connection, or two; its calls take turns. Several processes may have the same store open. A worker lets it
/// `rest` between checks, so that an idle worker holds little memory for it.
package struct Store: Sendable {
  let connection: StoreConnection
  /// What the schema must be made of.
  let migrations: [SQLMigration]
  /// The files it is in; nil for a store that is none on this machine.
  package let place: StorePlace?

  /// Opens the store.
  ///
  /// With `migrating`, the schema is brought up to date; supervisors and commands do that. A missing SQLite file is made only
  /// with `creating`, which goes with migrating unless said otherwise: a command that was given the wrong path, or came after
  /// the store was lost, must not begin a new one. Without `migrating`, the schema must be exactly this program's: `olderSchema` and `newerSchema` are refused alike, so that a worker
  /// left over from another version writes nothing.
  ///
  /// `now` stamps `created_at`, `updated_at` and the like.
  ///
  /// - Parameters:
  ///   - patience: how long a call waits for other processes before it is a temporary error; nil for the usual time.
  ///   - readingApart: whether reads have a connection of their own, so that none waits behind a write. It costs memory.
  ///   - sharingCommits: whether writes that are asked for at the same time become one transaction (`SharedTransaction`), for a program
  ///     that serves many.
  package static func open(
    _ location: StoreLocation, migrating: Bool, creating: Bool? = nil,
    patience: Duration? = nil, readingApart: Bool = false, sharingCommits: Bool = false,
    now: @escaping @Sendable () -> Date = { Date() }
  ) async throws(StorageError) -> Store {
    do {
      let sql = try await location.connect(creating: creating ?? migrating)
      let migrations = location.migrations
      do {
        if migrating {
          try await sql.migrate(migrations)
        } else {
          try await sql.requireSchema(migrations)
        }
      } catch {
        await sql.close()
        throw error
      }
      // Now that something was read from it, all its files are there.
      let place = await sql.path.map { StorePlace(path: $0) }
      let reader = readingApart ? try await location.connect(creating: false) : nil
      return Store(
        connection: StoreConnection(
          sql: sql, reader: reader, patience: patience ?? StoreConnection.patience,
          // On a server, one that was overtaken would take the others with it.
          isSharingCommits: sharingCommits && location.localFile != nil, now: now),
        migrations: migrations, place: place)
    } catch {
      throw StorageError(error)
    }
  }

  /// Before using a store that rested: the schema must still be this program's, as `open` demands it.
  package func wake() async throws(StorageError) {
    do { try await connection.reader.requireSchema(migrations) } catch { throw StorageError(error) }
  }

  /// Gives memory back until `wake`. Opening costs a worker a third of a whole check, most of it for reading the schema;
  /// what remains of a resting store is little more than that.
  package func rest() async { await connection.sql.rest() }

  /// Ends the connection. Whatever is asked afterwards fails.
  package func close() async { await connection.close() }

  package var users: UserStore { UserStore(connection: connection) }
  package var credentials: CredentialStore { CredentialStore(connection: connection) }
  package var settings: SettingsStore { SettingsStore(connection: connection) }
  package var drafts: DraftStore { DraftStore(connection: connection) }
  package var decisions: DraftDecisions { DraftDecisions(connection: connection) }
  package var correspondents: CorrespondentStore { CorrespondentStore(connection: connection) }
  package var voice: VoiceStore { VoiceStore(connection: connection) }
  package var memory: MemoryStore { MemoryStore(connection: connection) }
  package var ledger: LedgerStore { LedgerStore(connection: connection) }
  package var leases: LeaseStore { LeaseStore(connection: connection) }
  package var status: StatusStore { StatusStore(connection: connection) }
  package var sessions: SessionStore { SessionStore(connection: connection) }
  package var oauthRequests: OAuthRequestStore { OAuthRequestStore(connection: connection) }
  package var audit: AuditLog { AuditLog(connection: connection) }

  /// What a worker reads and writes for its user. Without a lease it can only read: every write is `leaseLost`.
  package func worker(of user: UserID, lease: LeaseToken?) -> LeasedStore {
    LeasedStore(self, user: user, lease: lease)
  }

  /// The same for whoever must prove the lease before anything is told; `leaseLost` for everybody else.
  package func worker(of user: UserID, proving lease: LeaseToken) async throws(StorageError) -> LeasedStore {
    guard try await leases.isHeld(user, with: lease) else { throw .leaseLost }
    return worker(of: user, lease: lease)
  }
}

extension StoreLocation {
  /// A connection of its own to what is there. With `creating`, a file that is missing is made.
  func connect(creating: Bool) async throws -> SQLConnection {
    switch engine {
    case .sqlite(let path): try await SQLConnection.open(SQLiteFile(path: path, creating: creating))
    case .postgresql(let address): try await SQLConnection.open(Self.server(address))
    }
  }

  var migrations: [SQLMigration] {
    switch engine {
    case .sqlite: SQLiteSchema.migrations
    case .postgresql: PostgreSQLSchema.migrations(.own)
    }
  }
}
