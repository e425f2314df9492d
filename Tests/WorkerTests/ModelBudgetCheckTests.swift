import Drafting
import FoundationEssentials
import GmailSimulator
import HTTPTransport
import ManualTime
import Secretary
import Storage
import Testing

@testable import Worker

/// What a mailbox takes of a model, and what happens when that is enough.
@Suite struct ModelBudgetCheckTests {
  /// A worker that asks the simulated model for at most 200 tokens at a time.
  static func worker(
    _ fixture: WorkerFixture, budget: ModelBudget = ModelBudget(), price: ModelPrice? = nil,
    dialect: ServedModel.Dialect = .chatCompletions
  ) throws -> MailboxWorker {
    let base = fixture.base
    var configuration = try fixture.configuration { access in
      ModelWriter(
        ServedModel(
          dialect,
          on: ModelServer(
            baseURL: base + "/v1", model: "simulated", maximumTokens: 200, price: price, currency: "EUR"),
          transport: access.transport, now: access.now, meter: access.meter))
    }
    configuration.budget = budget
    return fixture.worker(configuration)
  }

  static func tokens(_ fixture: WorkerFixture) async throws -> Int {
    try await fixture.store.status.workers(of: WorkerFixture.ada).first?.models.tokens ?? 0
  }

  private static let price = ModelPrice(input: Cost(microUnits: 1_000_000), output: Cost(microUnits: 4_000_000))

  @Test func `a draft's row has what it took, and the day's account the same`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try Self.worker(fixture, price: Self.price)
      _ = await worker.check()
      let asked = try await fixture.deliver()
      _ = await worker.check()
      let draft = try await fixture.draft(answering: asked.id)
      let usage = try #require(draft.usage)
      #expect(usage.promptVersion == PromptComposer.version && !usage.isEstimated && usage.currency == "EUR")
      #expect(usage.cost == Cost(microUnits: usage.prompt + 4 * usage.completion))
      let totals = try await fixture.store.status.workers(of: WorkerFixture.ada).first?.models
      #expect(
        totals
          == ModelTotals(
            calls: 1, prompt: usage.prompt, completion: usage.completion, cost: usage.cost ?? .zero))
    }
  }

  @Test func `a server that does not count is counted for, and that is said`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try Self.worker(fixture)
      _ = await worker.check()
      await fixture.google.add(Fault(.chat(.noUsage), path: "/v1/*"))
      let asked = try await fixture.deliver()
      _ = await worker.check()
      let usage = try #require(try await fixture.draft(answering: asked.id).usage)
      #expect(usage.isEstimated && usage.prompt > 100)
      #expect(try await Self.tokens(fixture) == usage.prompt + usage.completion)
    }
  }

  @Test(arguments: [true, false])
  func `a day's budget is kept to the token; then drafts wait for the user's next day, and nothing is lost`(
    inMoney: Bool
  ) async throws {
    try await WorkerFixture.with { fixture in
      let budget = inMoney ? ModelBudget(money: Cost(microUnits: 4_000), currency: "EUR") : ModelBudget(tokens: 4_000)
      let worker = try Self.worker(fixture, budget: budget, price: Self.price)
      _ = await worker.check()
      var asked: [MessageID] = []
      for number in 1...10 { asked.append(try await fixture.deliver(subject: "Question \(number)").id) }
      let list = try await fixture.deliver(headers: ["List-Id: <x.example>"])
      let (outcome, _) = await worker.check()
      let drafted = try await fixture.drafts.count
      #expect((1..<10).contains(drafted))
      let spent = try await fixture.store.status.workers(of: WorkerFixture.ada).first?.models ?? ModelTotals()
      if inMoney { #expect(spent.cost <= Cost(microUnits: 4_000)) } else { #expect(spent.tokens <= 4_000) }
      // Mail that needs no draft is decided all the same.
      #expect(try await fixture.code(list.id) == "mailing-list")
      let day = UserDay(at: fixture.time.now, in: "UTC")
      guard case .completed(_, _, let problem?) = outcome else { return #expect(Bool(false)) }
      #expect(
        problem.hasPrefix("The day's budget of \(inMoney ? "0.0040 EUR" : "4000 tokens") is used; drafting goes on"))
      let waiting = try await asked.asyncFilter { try await fixture.entry($0)?.isFailed == true }
      #expect(waiting.count == 10 - drafted)
      guard case .failed(_, 0, let retryAt)? = try await fixture.entry(waiting[0]) else {
        return #expect(Bool(false))
      }
      #expect(retryAt == day.end)
      // Nothing more is asked that day, by a new process neither.
      fixture.time.advance(by: 3_600)
      _ = await (try Self.worker(fixture, budget: budget, price: Self.price)).check()
      #expect(try await fixture.drafts.count == drafted)
      for _ in 1...10 {
        fixture.time.advance(by: UserDay(at: fixture.time.now, in: "UTC").end.timeIntervalSince(fixture.time.now) + 1)
        _ = await worker.check()
      }
      #expect(Set(try await fixture.drafts.map(\.messageID)) == Set(asked))
      #expect(try await fixture.drafts.count == 10)
    }
  }

  @Test func `a worker that was killed while the model wrote has counted it`() async throws {
    try await WorkerFixture.with { fixture in
      _ = await (try Self.worker(fixture)).check()
      let asked = try await fixture.deliver()
      // What the store knows when nobody lives to say what the call took.
      let leased = try await LeasedStore.open(fixture.location, of: WorkerFixture.ada, lease: fixture.lease)
      let call = ModelCall(
        model: "simulated", purpose: .writing, most: .estimated(prompt: 3_000, completion: 200), price: nil)
      let today = UserDay(at: fixture.time.now, in: "UTC").name
      #expect(try await leased.usage.begin(call, on: today, within: ModelBudget()) == nil)
      await leased.close()
      _ = await (try Self.worker(fixture, budget: ModelBudget(tokens: 3_500))).check()
      #expect(try await fixture.drafts.isEmpty)
      #expect(try await Self.tokens(fixture) == 3_200)
      fixture.time.advance(by: 86_400)
      _ = await (try Self.worker(fixture, budget: ModelBudget(tokens: 3_500))).check()
      #expect(try await fixture.drafts.map(\.messageID) == [asked.id])
    }
  }

  @Test func `another text of a draft counts as well, and a used budget leaves the text as it is`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try Self.worker(fixture)
      _ = await worker.check()
      let asked = try await fixture.deliver()
      _ = await worker.check()
      let draft = try await fixture.draft(answering: asked.id)
      try await fixture.store.decisions.requestRewrite(
        draft.id, of: WorkerFixture.ada, instruction: "shorter", version: 1
      ).get()
      let broke = try Self.worker(fixture, budget: ModelBudget(tokens: 1_000))
      _ = await broke.check()
      let left = try await fixture.now(draft)
      #expect(left.body == draft.body && left.notice?.contains("The day's budget of 1000 tokens is used") == true)
    }
  }
}

extension MessageState {
  fileprivate var isFailed: Bool { if case .failed = self { true } else { false } }
}

extension Array {
  fileprivate func asyncFilter(_ isIncluded: (Element) async throws -> Bool) async rethrows -> [Element] {
    var kept: [Element] = []
    for element in self where try await isIncluded(element) { kept.append(element) }
    return kept
  }
}
