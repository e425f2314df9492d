import Drafting
import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Testing

@testable import Worker

/// An hour in which nothing usable comes from the model, in each way that servers have of failing.
@Suite struct ModelOutageTests {
  struct Outage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let kind: Fault.Kind

    init(_ name: String, _ kind: Fault.Kind) { (testDescription, self.kind) = (name, kind) }

    static func refusing(_ status: Int, _ code: String = "overloaded") -> Outage {
      Outage(
        "HTTP \(status)",
        .custom(
          status: status, contentType: "application/json",
          body: #"{"type":"error","error":{"type":"\#(code)","code":"\#(code)","message":"no"}}"#))
    }
  }

  static let outages = [
    Outage("away", .reset), Outage("ill", .backendError), Outage("a web page", .badGateway),
    Outage("garbage", .chat(.malformed)), Outage("JSON that is cut", .cutOff),
    Outage("too slow", .slowBody(seconds: 5)),
    .refusing(429), .refusing(529), .refusing(402, "insufficient_quota"),
  ]

  private static func worker(_ fixture: WorkerFixture, _ dialect: ServedModel.Dialect) throws -> MailboxWorker {
    // No shorter than a quick answer on a busy machine, no longer than a test waits.
    let server = ModelServer(baseURL: fixture.base + "/v1", model: "simulated", timeout: .seconds(1))
    return try fixture.worker(writer: { access in
      ModelWriter(
        ServedModel(dialect, on: server, transport: access.transport, now: access.now, meter: access.meter))
    })
  }

  @Test(arguments: outages, [ServedModel.Dialect.chatCompletions, .messages])
  func `an hour of it loses no mail and drafts none twice, and the status says why nothing comes`(
    outage: Outage, dialect: ServedModel.Dialect
  ) async throws {
    try await WorkerFixture.with { fixture in
      let worker = try Self.worker(fixture, dialect)
      _ = await worker.check()
      await fixture.google.add(Fault(outage.kind, path: "/v1/*", times: nil))
      var asked = [try await fixture.deliver(subject: "Question 1").id]
      let list = try await fixture.deliver(headers: ["List-Id: <x.example>"])
      let end = fixture.time.now.addingTimeInterval(3_600)
      var problems: Set<String> = []
      while fixture.time.now < end {
        let (outcome, next) = await worker.check()
        if case .completed(_, _, let problem?) = outcome { problems.insert(problem) }
        fixture.time.advance(by: max(300, next.timeIntervalSince(fixture.time.now)))
        if asked.count < 4 { asked.append(try await fixture.deliver(subject: "Question \(asked.count + 1)").id) }
      }
      #expect(!problems.isEmpty && problems.allSatisfy { $0.contains("language model") }, "\(problems)")
      // What needs no model is decided meanwhile.
      #expect(try await fixture.code(list.id) == "mailing-list")
      #expect(try await fixture.drafts.isEmpty)
      await fixture.google.clearFaults()
      // Another process, as after a restart in between.
      let next = try Self.worker(fixture, dialect)
      for _ in 0..<12 where try await fixture.drafts.count < asked.count {
        fixture.time.advance(by: 3_600)
        _ = await next.check()
      }
      let drafts = try await fixture.drafts
      #expect(Set(drafts.map(\.messageID)) == Set(asked) && drafts.count == asked.count)
    }
  }
}
