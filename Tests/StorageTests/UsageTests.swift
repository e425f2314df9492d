import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

@Suite struct UsageTests {
  private static let price = ModelPrice(input: Cost(microUnits: 1_000_000), output: Cost(microUnits: 2_000_000))
  private static let call = ModelCall(
    model: "large", purpose: .writing, most: .estimated(prompt: 600, completion: 100), price: price)
  private static let today = "2026-11-03"

  private static func usage(_ prompt: Int, _ completion: Int) throws -> TokenUsage {
    try #require(TokenUsage(prompt: prompt, cached: 10, completion: completion, reasoning: 5))
  }

  private static func rows(_ test: TestStore) async throws -> [String] {
    try await test.sql(
      """
      SELECT day, model, purpose, calls, estimated_calls, prompt_tokens, completion_tokens, cost, CASE WHEN is_begun THEN 1 ELSE 0 END AS is_begun,
        begun_prompt_tokens FROM model_usage ORDER BY day, model, purpose
      """
    ).map { row in
      let numbers = [
        "calls", "estimated_calls", "prompt_tokens", "completion_tokens", "cost", "is_begun", "begun_prompt_tokens",
      ]
      return try ([row.text("day"), row.text("model"), row.text("purpose")] + numbers.map { "\(try row.int($0))" })
        .joined(separator: " ")
    }
  }

  @Test(arguments: Engine.available) func `a call stands at the most it can take until it is known what it took`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      #expect(try await worker.usage.begin(Self.call, on: Self.today, within: ModelBudget()) == nil)
      #expect(try await Self.rows(test) == ["2026-11-03 large writing 0 0 0 0 0 1 600"])
      try await worker.usage.end(Self.call, took: try Self.usage(400, 50))
      #expect(try await Self.rows(test) == ["2026-11-03 large writing 1 0 400 50 500 0 0"])
    }
  }

  @Test(arguments: Engine.available) func `what never came to a call takes nothing`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      _ = try await worker.usage.begin(Self.call, on: Self.today, within: ModelBudget())
      try await worker.usage.end(Self.call, took: TokenUsage())
      #expect(try await Self.rows(test) == ["2026-11-03 large writing 0 0 0 0 0 0 0"])
    }
  }

  @Test(arguments: Engine.available) func `a call that nobody lived to end counts as the most it could take`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      _ = try await worker.usage.begin(Self.call, on: Self.today, within: ModelBudget())
      // The next worker's.
      let budget = ModelBudget(tokens: 1_000)
      #expect(
        try await worker.usage.begin(Self.call, on: Self.today, within: budget)
          == .noRoom("Of the day's budget of 1000 tokens, 300 tokens are left, and this may take 700 tokens"))
      #expect(try await Self.rows(test) == ["2026-11-03 large writing 1 1 600 100 800 0 0"])
    }
  }

  @Test(arguments: Engine.available) func `models and purposes share a day's budget, days do not`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      let budget = ModelBudget(tokens: 1_200)
      var small = Self.call
      (small.model, small.purpose) = ("small", .judging)
      _ = try await worker.usage.begin(Self.call, on: Self.today, within: budget)
      try await worker.usage.end(Self.call, took: try Self.usage(600, 0))
      #expect(try await worker.usage.begin(small, on: Self.today, within: budget) != nil)
      #expect(try await worker.usage.begin(small, on: "2026-11-04", within: budget) == nil)
    }
  }

  @Test(arguments: Engine.available) func `the status counts calls, tokens and cost, and keeps what is forgotten`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      let worker = try await test.worker(of: user)
      for _ in 1...2 {
        _ = try await worker.usage.begin(Self.call, on: Self.today, within: ModelBudget())
        try await worker.usage.end(Self.call, took: try Self.usage(400, 50))
      }
      try await worker.usage.forget(before: "2026-11-04")
      #expect(try await Self.rows(test).isEmpty)
      let line = try #require(try await test.store.status.workers(of: user).first)
      #expect(
        line.models == ModelTotals(calls: 2, prompt: 800, completion: 100, cost: Cost(microUnits: 1_000)))
      #expect(line.models.tokens == 900)
    }
  }

  @Test(arguments: Engine.available) func `what is not old enough is kept`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      _ = try await worker.usage.begin(Self.call, on: Self.today, within: ModelBudget())
      try await worker.usage.end(Self.call, took: try Self.usage(1, 1))
      try await worker.usage.forget(before: Self.today)
      #expect(try await Self.rows(test).count == 1)
    }
  }

  @Test(arguments: Engine.available) func `what each of a user's days took is told`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      let worker = try await test.worker(of: user)
      for (day, prompt) in [("2026-11-02", 400), (Self.today, 300)] {
        _ = try await worker.usage.begin(Self.call, on: day, within: ModelBudget())
        try await worker.usage.end(Self.call, took: try Self.usage(prompt, 50))
      }
      // One whose answer got lost.
      _ = try await worker.usage.begin(Self.call, on: "2026-11-02", within: ModelBudget())
      try await worker.usage.end(Self.call, took: Self.call.most)
      let days = try await test.store.status.modelDays(since: "2026-11-01")
      #expect(days.map(\.estimatedCalls) == [1, 0])
      #expect(days.map(\.day) == ["2026-11-02", Self.today] && days.allSatisfy { $0.userID == user })
      let today = ModelTotals(calls: 1, prompt: 300, completion: 50, cost: Cost(microUnits: 400))
      #expect(days.last?.totals == today && days.last?.timeZone == "UTC")
      #expect(try await test.store.status.modelDays(since: Self.today).count == 1)
      #expect(try await test.store.status.modelDays(since: "2026-11-01", of: user) == days)
      #expect(try await test.store.status.modelDays(since: "2026-11-01", of: UserID("somebody")).isEmpty)
    }
  }
}
