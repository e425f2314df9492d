package import Secretary

/// Why the worker ends. The status is the interface to whoever started it: it decides whether and when there will be
/// another.
package struct WorkerEnd: ProgramError, Equatable {
  /// Finished when it was done, switched off, or asked to stop; else what has to change before another can do better.
  package var status: ExitStatus
  /// A sentence a person can act on.
  package var words: String

  package init(_ status: ExitStatus, _ words: String) {
    self.status = status
    self.words = words
  }

  package var exitStatus: ExitStatus { status }
  package var description: String { words }

  static let notConnected = WorkerEnd(
    .needsUser,
    "The user's \(MailService.name) account is not connected. Connect it, or use `secretary-supervisor user import-google-token`."
  )
}
