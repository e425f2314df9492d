import Secretary

/// Starts, signals and watches processes. What became of an order comes as an event. The one seam of the supervisor: its
/// tests put a launcher of their own here to play a thousand workers.
@MainActor protocol WorkerLauncher: AnyObject {
  /// Of the process that has the most files open for its limit.
  var descriptors: DescriptorBudget { get }
  /// So many workers are to run.
  func expect(_ count: Int)
  /// Which limit of the system is too low for so many workers, and what to do about it; nil when all are high enough.
  func lack(for count: Int) -> String?
  /// Starts one worker and hands it its ticket line. Answered by `SupervisorEvent.started` or `.notStarted`.
  func launch(_ user: UserID, ticket: [UInt8])
  /// Signals a child that still runs; does nothing to any other process.
  func signal(_ pid: Int32, _ signal: Int32)
  /// Processor time a child has used since its start; nil when it is gone.
  func processorTime(of pid: Int32) -> Duration?
  /// The exit of this child has been dealt with: lets go of all that belonged to it.
  func forget(_ pid: Int32)
  /// Looks at every child, and at the way on which they speak to us, and tells of those whose end nobody reported.
  func reconcile(at now: Moment)
  /// What became of workers by something that came of a launcher process.
  func outcome(of news: LauncherNews, from launcher: Int32) -> [SupervisorEvent]
}
