import SQLErrors
import Synchronization

/// A transaction that shares its commit with those that wait at the same time, and what became of it.
final class SharedTransaction<Outcome: Sendable>: WaitingTransaction {
  let isDurable: Bool
  let deadline: ContinuousClock.Instant
  private let body: @Sendable (SQLSession) throws -> Outcome
  /// Nil until it was tried.
  private let outcome = Mutex<Result<Outcome, any Error>?>(nil)

  init(
    isDurable: Bool, deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (SQLSession) throws -> Outcome
  ) {
    self.isDurable = isDurable
    self.deadline = deadline
    self.body = body
  }

  func run(_ session: SQLSession) throws {
    let value = try body(session)
    outcome.withLock { $0 = .success(value) }
  }

  /// What failed by itself stays what it is.
  func fail(_ error: any Error) {
    outcome.withLock { outcome in
      if case .failure = outcome { return }
      outcome = .failure(error)
    }
  }

  func get() throws -> Outcome {
    guard let outcome = outcome.withLock({ $0 }) else { throw SQLError(.closed) }
    return try outcome.get()
  }
}

/// A `SharedTransaction`, whatever it results in.
protocol WaitingTransaction: Sendable {
  var isDurable: Bool { get }
  var deadline: ContinuousClock.Instant { get }
  /// Throws what its body throws.
  func run(_ session: SQLSession) throws
  /// It did not happen, or not for good.
  func fail(_ error: any Error)
}

/// Those that were asked for and not begun.
final class WaitingTransactions: Sendable {
  private let all = Mutex<[any WaitingTransaction]>([])

  func add(_ transaction: any WaitingTransaction) { all.withLock { $0.append(transaction) } }

  func takeAll() -> [any WaitingTransaction] {
    all.withLock { all in
      defer { all = [] }
      return all
    }
  }
}
