package import Secretary

/// What a worker is called with when it wakes up, after the arguments it was first started with. Anybody can read these, so
/// they say no more than how things are; the rest comes in the file.
package struct WakingArguments: Sendable, Equatable {
  /// The name of the first of them.
  package static let first = "--ticket-file"

  /// The descriptor of the `SealedFile` with the ticket.
  package let file: Int32
  /// Checks in a row that could not be completed.
  package let failures: Int
  /// Why it slept.
  package let because: WorkerActivity

  package init(file: Int32, failures: Int, because: WorkerActivity) {
    self.file = file
    self.failures = failures
    self.because = because
  }

  var words: [String] { [Self.first, "\(file)", "--failures", "\(failures)", "--because", because.rawValue] }
}
