import Drafting
import FoundationEssentials
import GmailSimulator
import HTTPTransport
import ManualTime
import Secretary
import Storage
import StoreRequests
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
      #expect(problem.hasPrefix("Of the day's budget of \(inMoney ? "0.0040 EUR" : "4000 tokens"), "))
      #expect(problem.hasSuffix("; it goes on at 00:00 on \(UserDay(at: day.end, in: "UTC").name), UTC."))
      // It is said until then, though nothing is due before.
      guard case .completed(_, _, problem?) = await worker.check().outcome else { return #expect(Bool(false)) }
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

  /// A worker whose model reads mail before it writes, or before the built-in reply does.
  private static func judging(
    _ fixture: WorkerFixture, budget: ModelBudget, writes: Bool
  ) async throws -> MailboxWorker {
    var settings = try #require(try await fixture.store.settings.settings(of: WorkerFixture.ada))
    settings.strictness = .likely
    try await fixture.store.settings.save(settings)
    await fixture.google.setChatRules([
      .init(contains: "", reply: #"{"asks":[],"reason":"r","verdict":"needs reply"}"#, isStructured: true),
      .init(contains: "", reply: "Friday suits me."),
    ])
    let server = ModelServer(baseURL: fixture.base + "/v1", model: "simulated", maximumTokens: 200)
    let model: @Sendable (ModelAccess, ModelPurpose) -> ServedModel = {
      ServedModel(
        .chatCompletions, on: server, transport: $0.transport, now: $0.now, purpose: $1, meter: $0.meter)
    }
    var configuration = try fixture.configuration { access in
      if writes { ModelWriter(model(access, .writing)) } else { HoldingReply() }
    }
    configuration.judge = { MailJudge(model($0, .judging)) }
    configuration.budget = budget
    return fixture.worker(configuration)
  }

  @Test(arguments: [true, false])
  func `a budget that judging uses up leaves mail judged by its score, and nothing is lost or drafted twice`(
    writes: Bool
  ) async throws {
    try await WorkerFixture.with { fixture in
      let budget = ModelBudget(tokens: 4_000)
      let worker = try await Self.judging(fixture, budget: budget, writes: writes)
      _ = await worker.check()
      var asked: [MessageID] = []
      for number in 1...14 {
        asked.append(try await fixture.deliver(from: "Ben <ben\(number)@friends.example>", subject: "Q \(number)").id)
      }
      guard case .completed(_, _, let problem?) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(problem.hasPrefix("Of the day's budget of 4000 tokens, "))
      #expect(problem.contains("Meanwhile mail is judged without it.") == !writes)
      let spent = try #require(try await fixture.store.status.workers(of: WorkerFixture.ada).first?.models)
      let read = await fixture.google.chatExchanges.count { $0.request["response_format"] != nil }
      #expect(spent.tokens <= 4_000 && (1..<14).contains(read))
      // Judged by their scores they deserve a draft: the built-in reply writes it, a model tomorrow.
      let drafted = try await fixture.drafts.map(\.messageID)
      #expect(writes ? drafted.count < 14 : drafted.count == 14)
      for _ in 1...14 where try await fixture.drafts.count < 14 {
        fixture.time.advance(by: UserDay(at: fixture.time.now, in: "UTC").end.timeIntervalSince(fixture.time.now) + 1)
        _ = await worker.check()
      }
      #expect(
        try await fixture.drafts.map(\.messageID).sorted { $0.rawValue < $1.rawValue }
          == asked.sorted { $0.rawValue < $1.rawValue })
    }
  }

  @Test func `a budget that no letter fits into is said before any mail comes, and for as long as it is so`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      var configuration = try fixture.configuration()
      configuration.shortfall = "drafting.budget: it is too small."
      let worker = fixture.worker(configuration)
      for _ in 1...2 {
        guard case .completed(_, _, let problem?) = await worker.check().outcome else { return #expect(Bool(false)) }
        #expect(problem == "drafting.budget: it is too small.")
      }
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
      #expect(left.body == draft.body && left.notice?.contains("a whole day's budget of 1000 tokens") == true)
    }
  }

  @Test(arguments: [3_000, 9_000, 20_000])
  func `a server that takes every byte for a token never gets beyond the budget`(
    tokens: Int
  ) async throws {
    try await WorkerFixture.with { fixture in
      let worker = try Self.worker(fixture, budget: ModelBudget(tokens: tokens))
      _ = await worker.check()
      await fixture.google.add(Fault(.chat(.byteTokens), path: "/v1/*", times: nil))
      for number in 1...12 { try await fixture.deliver(subject: "Question \(number)") }
      _ = await worker.check()
      let (spent, drafted) = (try await Self.tokens(fixture), try await fixture.drafts.count)
      #expect((1..<12).contains(drafted) && spent <= tokens)
      // Not far too early either: for one letter more there was no room.
      #expect(spent + spent / drafted + 500 > tokens)
    }
  }

  @Test func `a server that takes more than its limit ends the day at once, and the status says so`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try Self.worker(fixture, budget: ModelBudget(tokens: 20_000))
      _ = await worker.check()
      await fixture.google.add(Fault(.chat(.overrun), path: "/v1/*", times: nil))
      let first = try await fixture.deliver()
      guard case .completed(_, _, let told?) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(told.hasPrefix("simulated took 10"))
      let second = try await fixture.deliver(subject: "Another")
      guard case .completed(_, _, let problem?) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(problem.hasPrefix("The day's budget of 20000 tokens is used, and 8"))
      #expect(problem.contains(" tokens beyond it; drafting goes on at 00:00 on "))
      #expect(try await fixture.drafts.map(\.messageID) == [first.id])
      #expect(try await fixture.entry(second.id)?.isFailed == true)
    }
  }

  @Test func `a letter that is too long for a whole day is put off alone, and others are written`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try Self.worker(fixture, budget: ModelBudget(tokens: 8_000))
      _ = await worker.check()
      let long = try await fixture.deliver(text: String(repeating: "これは何ですか。", count: 700))
      let short = try await fixture.deliver(subject: "Another")
      guard case .completed(_, _, let problem?) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(problem.contains("more than a whole day's budget of 8000 tokens"))
      #expect(try await fixture.drafts.map(\.messageID) == [short.id])
      #expect(try await fixture.attempts(long.id) == 1)
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
