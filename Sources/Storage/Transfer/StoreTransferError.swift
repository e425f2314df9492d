package import Secretary
package import StoreRequests

/// Why a store was not copied, in a sentence the operator can act on.
package enum StoreTransferError: ProgramError, Equatable {
  case store(StorageError, table: String?)
  case differs(table: String, rows: Int, copied: Int)

  package var description: String {
    switch self {
    case .store(let error, let table):
      error.description + (table.map { " It was at the table \($0)." } ?? "")
        + " What is copied stays; the same command goes on from there."
    case .differs(let table, let rows, let copied):
      "The table \(table) has \(rows) rows in the first store and \(copied) in the second, or they differ. Copy into an empty store, and "
        + "let nothing write to either meanwhile: stop secretary-supervisor and secretary-web."
    }
  }

  package var exitStatus: ExitStatus {
    switch self {
    case .store(let error, _): error.exitStatus
    case .differs: .configuration
    }
  }
}
