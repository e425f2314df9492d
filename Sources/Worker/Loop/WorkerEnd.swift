/// Why the worker ends. The code is the interface to whoever started it: it decides whether and when there will be
/// another.
package struct WorkerEnd: Error, Sendable, Equatable {
  package enum Code: Int32, Sendable {
    /// Done, switched off, or asked to stop.
    case finished = 0
    /// It may work later by itself.
    case temporary = 75
    /// Only the user can help, by connecting the account again.
    case needsUser = 77
    /// Settings or configuration have to change first.
    case configuration = 78
  }

  package var code: Code
  /// A sentence a person can act on.
  package var words: String

  package init(_ code: Code, _ words: String) {
    self.code = code
    self.words = words
  }

  static let notConnected = WorkerEnd(
    .needsUser,
    "The user's Gmail account is not connected. Connect it, or use `secretary-supervisor user import-google-token`.")
}
