/// Why a worker could not be started.
package enum StartFailure: String, Sendable, Codable {
  /// Something that is needed for it.
  case lacking
  /// Starting itself failed, which counts as a crash: many of these at once have one cause.
  case failed
  /// A limit of the system leaves no room for it now.
  case limit
}
