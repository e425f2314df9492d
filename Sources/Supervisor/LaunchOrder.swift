import Secretary

/// What the supervisor wants of a launcher.
enum LaunchOrder: Codable, Equatable, Sendable {
  /// Answered by `LaunchReport.started` or `.refused`.
  case start(UserID, ticket: String)
  case signal(pid: Int32, Int32)
  /// The exit of this child has been dealt with.
  case forget(pid: Int32)
  /// Look at every child. Answered by `LaunchReport.looked`, which is also how a launcher shows that it is well.
  case look
}

/// What a launcher tells the supervisor.
enum LaunchReport: Codable, Equatable, Sendable {
  case started(UserID, pid: Int32)
  case refused(UserID, LaunchRefusal)
  case ended(pid: Int32, WorkerExit)
  case looked(openFiles: Int)
}

/// Why a worker could not be started, in a sentence.
struct LaunchRefusal: Error, Codable, Equatable {
  var words: String
  var cause = StartFailure.lacking
}
