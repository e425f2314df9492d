import Secretary

/// Starts, signals and watches processes. How one ended comes as an event. The one seam of the supervisor: its tests put
/// a launcher of their own here to play a thousand workers.
@MainActor protocol WorkerLauncher: AnyObject {
  var descriptors: DescriptorBudget { get }
  /// Starts one worker and hands it its ticket line; returns its process id.
  func launch(_ user: UserID, ticket: [UInt8]) throws(LaunchRefusal) -> Int32
  /// Signals a child that still runs; does nothing to any other process.
  func signal(_ pid: Int32, _ signal: Int32)
  /// Processor time a child has used since its start; nil when it is gone.
  func processorTime(of pid: Int32) -> Duration?
  /// The exit of this child has been dealt with: lets go of all that belonged to it.
  func forget(_ pid: Int32)
  /// Looks at every child, and at the way on which they speak to us, and tells of those whose end nobody reported. True
  /// when one looks dead and may only not have been reported yet: then it is time to look again soon.
  func reconcile() -> Bool
}

/// Why a worker could not be started, in a sentence.
struct LaunchRefusal: Error, Equatable {
  var words: String
  /// Whether starting itself failed, and not what was needed for it: many of these at once have one cause.
  var isFailedStart = false
}
