/// What a worker is about between two checks, as it writes it into its half of the status row.
package enum WorkerActivity: String, Sendable, Codable {
  /// The next check is due after the interval.
  case waiting
  /// The mailbox or the model named a time before which nothing may be asked.
  case paused
  /// The last check failed and is tried again.
  case retrying
  /// Outside business hours.
  case closed
  /// There are business hours only, and none are set.
  case neverOpen = "never_open"
  /// There is no next check.
  case ended
}
