/// How many workers are in each state: for the service manager and the supervisor's own row.
package struct FleetSummary: Sendable, Equatable {
  /// States that nobody is in are left out.
  package let counts: [WorkerCondition.Name: Int]
  /// False while starts are held back because many workers crashed at once.
  package let breakerIsClosed: Bool

  package init(counts: [WorkerCondition.Name: Int] = [:], breakerIsClosed: Bool = true) {
    self.counts = counts.filter { $0.value > 0 }
    self.breakerIsClosed = breakerIsClosed
  }
}
