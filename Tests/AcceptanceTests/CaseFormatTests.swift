import AcceptanceCases
import Testing

/// A file of cases that says something else than it seems to say is refused.
@Suite struct CaseFormatTests {
  private static func problem(_ text: String) -> CaseProblem? {
    do {
      _ = try AcceptanceCase.cases(in: text, file: "x.yaml")
      return nil
    } catch { return error }
  }

  @Test(arguments: [
    ("cases:\n- id: T1\n  why: w\n  expects: {}", 4, "expects"),
    ("cases:\n- id: T1\n  why: w\n  expect:\n    verdikt: draft", 5, "verdikt"),
    ("cases:\n- id: T1\n  why: w\n  expect: {drafts: 1, drafts: 2}", 4, "twice"),
    ("cases:\n- id: T1\n  why: w\n  expect: {status: posted}", 4, "posted"),
    ("cases:\n- id: T1\n  why: w\n  expect: {drafts: many}", 4, "whole number"),
    ("cases:\n- id: T1\n  why: w\n  steps: [dance]", 4, "dance"),
    ("cases:\n- id: T1\n  why: w\n  steps:\n  - fault: {kind: flood}", 5, "flood"),
    ("cases:\n- id: T1\n  why: w\n  steps:\n  - wait: 3", 5, "s, m, h or d"),
    ("cases:\n- id: T1\n  why: w\n  mails:\n  - {name: a}\n  - {name: a}", 6, "two mails"),
    ("cases:\n- why: w", 2, "id is missing"), ("cases: [", 2, "YAML"), ("", 1, "nothing"),
  ])
  func `what is misspelt is named with its line`(text: String, line: Int, words: String) throws {
    let problem = try #require(Self.problem(text))
    #expect(problem.file == "x.yaml" && problem.words.contains(words), "\(problem)")
    #expect(problem.line == line, "\(problem)")
  }

  @Test func `what a file says for all its cases holds where a case says nothing`() async throws {
    let text = """
      defaults:
        model: Not this.
        mail: {subject: Paint, body: Which colour?}
      cases:
      - {id: T1, why: w, mails: [{}], model: "Blue, please.", expect: {has: "Blue", subject: "Re: Paint"}}
      - {id: T1.b, why: w, mails: [{}], expect: {has: "Not this", lacks: "Not"}}
      """
    let cases = try AcceptanceCase.cases(in: text, file: "x.yaml")
    let first = try await cases[0].result().complaints
    let second = try await cases[1].result().complaints
    #expect(first == [] && second.count == 1)
  }
}
