/// What went wrong in the database, by what the caller can do about it.
///
/// Printing it is safe anywhere: no SQL, no values. The engine's own words, which may name tables and columns but never
/// carry values, are in `detail` and in `String(reflecting:)`.
package struct SQLError: Error, Equatable, Codable {
  package enum Code: String, Sendable, Codable {
    /// Another process held the database longer than the busy timeout, or a statement took
    /// too long for it. Try again.
    case busy
    /// Others changed the same rows at the same moment, and what was read is no longer so: nothing was written. The same
    /// transaction from its beginning succeeds; whoever runs one does so by itself.
    case conflict
    /// The server does not answer, or is starting or stopping, or a pooler before it has no room. Of a commit it is not known
    /// whether it happened. Try again.
    case unreachable
    /// The server has as many connections as it allows. Try again.
    case crowded
    /// The server lets nobody write: it is a standby, or was set so. Try again.
    case onlyReading
    /// The server could not prove that it is the one that was meant.
    case untrusted
    /// The server does not know the user, the password or the database.
    case notAdmitted
    /// The server's user may not do this.
    case forbidden
    /// Nothing was written, nothing is damaged. Try again when there is room.
    case diskFull
    /// The file or its folder may not be written by this user.
    case readOnly
    /// A unique, foreign key or check rule of a table, or the type of a column, refused the values.
    case constraint
    /// The file is damaged, or not a database.
    case corrupt
    /// The file or its folder does not exist, or may not be opened.
    case notFound
    /// Reading or writing the disk failed otherwise.
    case inputOutput
    /// The schema was made by a newer program: this one would misread it.
    case newerSchema
    /// The schema waits for migrations that this process was not asked to run.
    case olderSchema
    /// A migration that was applied here reads differently in this program.
    case changedMigration
    /// A column holds something that is not of the kind asked for; `detail` is its name.
    case unexpectedValue
    /// The connection was closed.
    case closed
    /// A mistake in our own SQL, or in the use of the engine.
    case misuse
  }

  package var code: Code
  /// The engine's words. For logs at debug level, not for people.
  package var detail: String

  package init(_ code: Code, _ detail: String = "") {
    self.code = code
    self.detail = detail
  }

  /// Whether the same call can succeed later with nobody changing anything in it.
  package var isTemporary: Bool {
    [.busy, .conflict, .unreachable, .crowded, .onlyReading, .diskFull, .inputOutput].contains(code)
  }
}

extension SQLError: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String {
    switch code {
    case .busy: "The database is held by another process; it is tried again."
    case .conflict: "Others changed the same in the database at the same moment; it is tried again."
    case .unreachable:
      "The database server does not answer, or a pooler before it has no room for another connection; it is tried again. Check"
        + " that it runs, and that this machine reaches it."
    case .crowded:
      "The database server has no room for another connection; it is tried again. Look who has them all, or let it have more"
        + " (max_connections)."
    case .onlyReading:
      "The database server lets nobody write now: it is a standby, or was set to be read only, as hosted ones are when their"
        + " disk is nearly full; it is tried again."
    case .untrusted:
      "The database server did not prove who it is. Name the file with the certificate of its authority in the store's address:"
        + " ?sslrootcert=/path/to/file.crt."
    case .notAdmitted:
      "The database server knows no such user, password or database. Check the store's address and the file with the password."
    case .forbidden:
      "The database user in the store's address lacks a right that it needs. Look at who owns the tables, and what is granted to"
        + " whom."
    case .diskFull: "The disk with the database is full. Nothing was damaged; work goes on when there is room."
    case .readOnly: "The database may not be written by this user; check who owns the file and its folder."
    case .constraint: "The database refused values that break a rule of its tables."
    case .corrupt: "The database file is damaged or is not a database. Restore it from a copy."
    case .notFound:
      "The file or its folder is missing or closed to this user; check the path and who owns it. A new store is made by"
        + " `secretary-supervisor migrate`, one from a copy by `secretary-supervisor restore FILE`."
    case .inputOutput: "Reading or writing the database file failed. Check the disk."
    case .newerSchema: "The database was made by a newer version of this program. Use that version."
    case .olderSchema: "The database is older than this program. Run `secretary-supervisor migrate`."
    case .changedMigration: "The database was built by another edition of this version's migrations. Do not mix them."
    case .unexpectedValue:
      detail.isEmpty
        ? "The database holds a value that cannot be understood."
        : "The database holds a value in the column \(detail) that cannot be understood. Correct it there: times are written"
          + " as 2026-11-03T09:05:00.000Z, lists as JSON, whole numbers without a point."
    case .closed: "The database connection is closed."
    case .misuse: "The database was asked something it does not understand. This is a fault of the program."
    }
  }

  package var debugDescription: String { "SQLError(\(code.rawValue): \(detail))" }
}
