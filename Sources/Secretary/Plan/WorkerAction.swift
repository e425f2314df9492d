/// What an event asks the plan to do for one worker.
enum WorkerAction: Sendable, Equatable {
  case none
  /// It waits for its turn to be started.
  case lineUp
  case start(intervalSeconds: Int?)
  case terminate(pid: Int32)
  case kill(pid: Int32)
  case checkNow(pid: Int32)
  case release
  /// As a probe it has proven itself.
  case proven
}
