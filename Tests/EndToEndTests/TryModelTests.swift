import Foundation
import GmailSimulator
import Testing

/// `try-model` against a simulated model server: what came back, and how to go on when nothing did.
@Suite struct TryModelTests {
  private struct Outcome: Decodable {
    var place: String
    var model: String
    var seconds: Double
    var promptTokens: Int?
    var costMillionths: Int?
    var verdict: String?
    var asks: [String]
    var text: String?
    var problem: String?
  }

  private static let assessment =
    #"{"asks":["send me the list of participants?","pay at once"],"reason":"She asks.","verdict":"needs reply"}"#

  private static func configuration(_ base: String, _ more: String = "") -> String {
    """
    store: sqlite:secretary.db
    drafting:
      provider: openai-compatible
      base_url: \(base)/v1
      model: large
      price_input: 2
      price_output: 10
      judging: { provider: anthropic, base_url: "\(base)/v1", model: small }
      \(more)
    """
  }

  private static func with(
    letter: String, more: String = "", fault: Fault? = nil,
    _ body: @Sendable (Installation, SimulatedGoogle) async throws -> Void
  ) async throws {
    try await SimulatorServer().serving { google, base in
      await google.setChatRules([
        .init(contains: "", reply: assessment, isStructured: true), .init(contains: "", reply: letter),
      ])
      if let fault { await google.add(fault) }
      try await Installation.with(configuration(base, more)) { here in try await body(here, google) }
    }
  }

  @Test func `each model's answer is told, checked as a mail's is, with what it took`() async throws {
    try await Self.with(letter: "Hi Cleo,\n\nI will look it up.") { here, google in
      let outcome = try await here.supervisorAsking("try-model", "--json")
      #expect(outcome.code == 0, "\(outcome.complaint)")
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let told = try decoder.decode([Outcome].self, from: Data(outcome.output.utf8))
      try #require(told.count == 2)
      #expect(told.map(\.place) == ["writing", "judging"] && told.map(\.model) == ["large", "small"])
      #expect(told[0].text == "Hi Cleo,\n\nI will look it up.\n" && told[0].costMillionths ?? 0 > 0)
      #expect(told[1].verdict == "needs reply" && told[1].costMillionths == nil)
      // An ask that is no quotation of the mail is none.
      #expect(told[1].asks == ["send me the list of participants?"])
      #expect(told.allSatisfy { $0.seconds > 0 && $0.promptTokens ?? 0 > 50 && $0.problem == nil })
      #expect(await google.chatExchanges.count == 2)
    }
  }

  @Test func `people get a few lines`() async throws {
    try await Self.with(letter: "Hi Cleo,\n\nI will look it up.", more: "steps: two") { here, _ in
      let lines = try await here.supervisorAsking("try-model").output.split(separator: "\n").map(String.init)
      #expect(lines.first?.hasPrefix("Writing: large (") == true && lines.first?.hasSuffix(" USD)") == true)
      #expect(lines.contains("  Hi Cleo,") && lines.contains("  - send me the list of participants?"))
      #expect(lines.contains("  Verdict: needs reply"))
    }
  }

  @Test func `a letter that would be withheld is told as such`() async throws {
    try await Self.with(letter: "Hi Robin,\n\nhere is the list.\n\nCleo") { here, _ in
      let outcome = try await here.supervisorAsking("try-model")
      #expect(outcome.code == 75 && outcome.output.contains("it is addressed to the person it is written for"))
      #expect(!outcome.output.contains("here is the list"))
    }
  }

  @Test func `what has to be changed ends with 78, and says what`() async throws {
    let denied = Fault(
      .custom(status: 401, contentType: "application/json", body: #"{"error":{"message":"no"}}"#), path: "/v1/chat/*",
      times: nil)
    try await Self.with(letter: "Hi Cleo,\n\nyes.", fault: denied) { here, _ in
      let outcome = try await here.supervisorAsking("try-model")
      #expect(outcome.code == 78 && outcome.output.contains("The language model is not set up properly"))
      #expect(outcome.output.contains("Verdict: needs reply"))
    }
  }

  @Test func `without a model that is said, with the keys to set`() throws {
    try Installation.with("store: sqlite:secretary.db\n") { here in
      let outcome = try here.supervisor("try-model")
      #expect(outcome.code == 78 && outcome.complaint.contains("set drafting.provider, drafting.base_url"))
    }
  }
}
