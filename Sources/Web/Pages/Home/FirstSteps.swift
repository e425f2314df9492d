/// The way from an empty account to the first draft.
struct FirstSteps: Sendable, Equatable {
  /// One step as the page shows it.
  struct Step: Sendable, Equatable {
    let name: String
    let explanation: String
    /// `done`, `now` or `later`; the style sheet's classes.
    let phase: String
    let isDone: Bool
  }

  let steps: [Step]

  /// Nil for somebody who has had drafts: the guidance would only be in the way, also when the secretary is off for a while.
  init?(isConnected: Bool, isSwitchedOn: Bool, hasDrafts: Bool) {
    guard !hasDrafts else { return nil }
    let isOn = isConnected && isSwitchedOn
    let done = [isConnected, isOn, false]
    let current = done.firstIndex(of: false)
    steps = [
      (
        "Connect Gmail",
        isConnected
          ? "Your account is connected."
          : "Google asks whether your secretary may read and send mail for you. Where it shows a box, tick it."
      ),
      (
        "Switch it on",
        isOn
          ? "It looks for new mail by itself."
          : "Choose in the settings when it works and how it writes, now or later. Then switch it on."
      ),
      (
        "Wait for the first draft",
        "Only mail that arrives from now on is looked at. To try it, write yourself a question from another address."
      ),
    ].enumerated().map { index, step in
      Step(
        name: step.0, explanation: step.1, phase: done[index] ? "done" : index == current ? "now" : "later",
        isDone: done[index])
    }
  }
}
