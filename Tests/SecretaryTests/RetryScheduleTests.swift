import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct RetryScheduleTests {
  private let now = Date(timeIntervalSince1970: 1_760_000_000)

  @Test(arguments: [(1, 15.0), (2, 60), (3, 300), (4, 900), (5, 3_600), (6, 21_600), (500, 21_600)])
  func `each failure waits longer, and the last wait repeats for ever`(attempts: Int, delay: Double) {
    guard case .failed(_, attempts, let retryAt) = RetrySchedule.failure("No model.", attempts: attempts, at: now)
    else { return #expect(Bool(false)) }
    #expect(retryAt == now.addingTimeInterval(delay))
  }

  @Test func `after many attempts the words say so`() {
    guard case .failed(let words, _, _) = RetrySchedule.failure("No model.", attempts: 8, at: now) else { return }
    #expect(words == "No model. It failed 8 times and is tried every six hours.")
    #expect(
      RetrySchedule.failure("No model.", attempts: 7, at: now)
        == .failed(problem: "No model.", attempts: 7, retryAt: now.addingTimeInterval(21_600)))
  }

  @Test func `what is not the message's fault waits a minute for a writer, an hour for a mailbox with room`() {
    #expect(RetrySchedule.pauseOfModel == 60 && RetrySchedule.pauseOfFullMailbox == 3_600)
  }

  @Test func `what took too long comes again after the longest wait, from the first time on`() {
    guard
      case .failed(let words, 1, let retryAt) = RetrySchedule.tooMuch(
        "20 seconds of processor time", attempts: 1, at: now)
    else {
      return #expect(Bool(false))
    }
    #expect(words.contains("20 seconds of processor time"))
    #expect(retryAt == now.addingTimeInterval(6 * 3_600))
  }

  @Test(arguments: [
    (1, 0.0, "The worker stopped while it handled this message."),
    (2, 15, "The worker stopped 2 times while it handled this message."),
    (3, 60, "The worker stopped 3 times while it handled this message."),
    (7, 21_600, "The worker stopped 7 times while it handled this message."),
  ])
  func `who dies of a message once may have been killed by chance; then it waits`(
    attempts: Int, delay: Double, words: String
  ) {
    #expect(
      RetrySchedule.interruption(attempts: attempts, at: now)
        == .failed(problem: words, attempts: attempts, retryAt: now.addingTimeInterval(delay)))
  }
}
