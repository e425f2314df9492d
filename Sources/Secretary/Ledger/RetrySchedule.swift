package import FoundationEssentials

/// When a message that failed is tried again. A poison message gets ever rarer attempts but never stands in the way
/// of another, and never gets lost: the last step repeats for as long as the message is undecided.
///
/// `now` is always the end of the attempt: however long one takes, the others have the whole wait for themselves.
package enum RetrySchedule {
  /// Seconds after the first, second, … failed attempt.
  static let steps: [Double] = [15, 60, 300, 900, 3_600, 6 * 3_600]
  /// From here on people are told that it does not look like a passing trouble.
  static let patience = 8
  /// Seconds that mail waits which deserves a draft while there is nobody to write it. It was not asked about, so that does
  /// not count, and does not grow.
  package static let pauseOfModel: Double = 60
  /// Seconds between two looks whether a mailbox may have drafts again that has had its share of the day.
  package static let pauseOfFullMailbox: Double = 3_600

  /// - Parameter attempts: how often it has failed, this time included.
  package static func failure(_ problem: String, attempts: Int, at now: Date) -> MessageState {
    let words = attempts < patience ? problem : "\(problem) It failed \(attempts) times and is tried every six hours."
    return .failed(problem: words, attempts: attempts, retryAt: now.addingTimeInterval(delay(after: attempts)))
  }

  /// The worker died of it, as whoever comes after finds. Written before each attempt as well, so that it is counted although
  /// nobody lives to count it. Once may be chance and costs no time; from the second time on it waits like any failure.
  package static func interruption(attempts: Int, at now: Date) -> MessageState {
    .failed(
      problem: attempts < 2
        ? "The worker stopped while it handled this message."
        : "The worker stopped \(attempts) times while it handled this message.",
      attempts: attempts,
      retryAt: now.addingTimeInterval(attempts < 2 ? 0 : delay(after: attempts - 1)))
  }

  /// Reading it was given up: the same text would take as long the next time, so the longest wait comes at once.
  /// - Parameter amount: what it took more of than it may, as in "20 seconds of processor time".
  package static func tooMuch(_ amount: String, attempts: Int, at now: Date) -> MessageState {
    .failed(
      problem: "Reading it took more than \(amount). It is put off, and other mail goes first.",
      attempts: attempts, retryAt: now.addingTimeInterval(delay(after: steps.count)))
  }

  /// Waits for something that is not the message's fault, which therefore does not count.
  package static func waiting(for problem: String, attempts: Int, until: Date) -> MessageState {
    .failed(problem: problem, attempts: attempts, retryAt: until)
  }

  private static func delay(after attempts: Int) -> Double { steps[min(max(attempts, 1), steps.count) - 1] }
}
