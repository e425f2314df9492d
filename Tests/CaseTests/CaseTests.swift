import Foundation
import Secretary
import Testing

/// The folder of cases: ours, or the one that `SECRETARY_CASES` names.
private let elsewhere = ProcessInfo.processInfo.environment["SECRETARY_CASES"].map { URL(filePath: $0) }
private let cases = Result { try MailCase.all(in: elsewhere ?? Bundle.module.bundleURL.appending(path: "Cases")) }

/// Mail stories made after public bug reports, each as a whole: mail arrives, the worker checks once, and the last mail
/// has to have come to what `case.json` says.
@Suite struct CaseTests {
  @Test func `there are cases, each with a name of its own`() throws {
    let ids = try cases.get().map(\.id)
    #expect(!ids.isEmpty)
    #expect(Set(ids).count == ids.count)
  }

  @Test(.enabled(if: elsewhere != nil, "there is no other folder"))
  func `every case of another folder has one of ours by its name`() throws {
    let ours = Set(try MailCase.all(in: Bundle.module.bundleURL.appending(path: "Cases")).map(\.id))
    #expect(try cases.get().map(\.id).filter { !ours.contains($0) } == [])
  }

  @Test(arguments: (try? cases.get()) ?? [])
  func `a case gives what is right`(_ mailCase: MailCase) async throws {
    let outcome = try await mailCase.outcome()
    var complaints = outcome.complaints(mailCase.expectation)
    if let text = mailCase.expectation.text {
      let complaint = text.complaint(
        about: outcome.draft?.body, answer: mailCase.modelReply ?? "", signature: mailCase.story.signature ?? "")
      complaints += complaint.map { [$0] } ?? []
    }
    let words = Comment(rawValue: "\(mailCase.id): " + complaints.joined(separator: "; "))
    if complaints.isEmpty { return }
    if mailCase.isUndecided { withKnownIssue("debatable") { Issue.record(words) } } else { Issue.record(words) }
  }
}
