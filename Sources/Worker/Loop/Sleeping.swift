package import FoundationEssentials

/// How a worker sleeps between two checks: when, and by what means.
package struct Sleeping: Sendable {
  let rule: SleepRule
  /// They rest while the process becomes another.
  let controls: ProcessControls?
  /// What stands in the way, as far as that can be told before; nil when nothing does.
  let obstacle: @Sendable () -> String?
  /// Returns only when it failed, with the reason.
  let become: @Sendable (WorkerSleep, CarriedState, _ now: Date) -> String

  package init(
    rule: SleepRule, controls: ProcessControls?, obstacle: @escaping @Sendable () -> String?,
    become: @escaping @Sendable (WorkerSleep, CarriedState, Date) -> String
  ) {
    self.rule = rule
    self.controls = controls
    self.obstacle = obstacle
    self.become = become
  }

  /// By becoming that program.
  package init(rule: SleepRule, controls: ProcessControls, program: SleepingProgram) {
    self.init(rule: rule, controls: controls, obstacle: { program.obstacle }) {
      program.become(for: $0, carrying: $1, at: $2)
    }
  }
}
