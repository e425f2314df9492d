package import FoundationEssentials

/// When a message that failed is tried again. A poison message gets ever rarer attempts but never stands in the way
/// of another, and never gets lost: the last step repeats for as long as the message is undecided.
package enum RetrySchedule {
  /// Seconds after the first, second, … failed attempt.
  static let steps: [Double] = [15, 60, 300, 900, 3_600, 6 * 3_600]
  /// From here on people are told that it does not look like a passing trouble.
  static let patience = 8

  /// - Parameter attempts: how often it has failed, this time included.
  package static func failure(_ problem: String, attempts: Int, at now: Date) -> MessageState {
    let words = attempts < patience ? problem : "\(problem) It failed \(attempts) times and is tried every six hours."
    return .failed(problem: words, attempts: attempts, retryAt: now.addingTimeInterval(delay(after: attempts)))
  }

  /// Written before an attempt, so that a message which brings the worker down is counted although nobody lives to
  /// count it. Once may be chance and costs no time; from the second time on it waits like any failure.
  package static func interruption(attempts: Int, at now: Date) -> MessageState {
    .failed(
      problem: attempts < 2
        ? "The worker stopped while it handled this message."
        : "The worker stopped \(attempts) times while it handled this message.",
      attempts: attempts,
      retryAt: now.addingTimeInterval(attempts < 2 ? 0 : delay(after: attempts - 1)))
  }

  /// Waits for something that is not the message's fault, which therefore does not count.
  package static func waiting(for problem: String, attempts: Int, until: Date) -> MessageState {
    .failed(problem: problem, attempts: attempts, retryAt: until)
  }

  private static func delay(after attempts: Int) -> Double { steps[min(max(attempts, 1), steps.count) - 1] }
}
