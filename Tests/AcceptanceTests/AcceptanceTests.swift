import AcceptanceCases
import Foundation
import Testing

private let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "Acceptance")
private let cases = Result { try AcceptanceCase.all(in: folder) }

/// What the secretary has to do, as stories in `Tests/Acceptance`. Those that need a model that reads are played by
/// `scripts/eval --cases`.
@Suite struct AcceptanceTests {
  /// The list that the cases are there for, by letter.
  private static let requirements = [
    ("T", 16), ("C", 14), ("H", 8), ("L", 9), ("S", 6), ("J", 9),
  ].flatMap { letter, count in (1...count).map { "\(letter)\($0)" } }

  @Test func `every requirement has a case, and each case a name of its own`() throws {
    let all = try cases.get()
    #expect(Set(all.map(\.id)).count == all.count)
    let met = Set(all.filter { !$0.needsModel }.map(\.requirement))
    #expect(Self.requirements.filter { !met.contains($0) } == [])
    #expect(met.subtracting(Self.requirements) == [])
  }

  @Test func `sixty mails and more try to have their way`() throws {
    #expect(try cases.get().count { $0.isAttack && !$0.needsModel } >= 60)
  }

  @Test(arguments: ((try? cases.get()) ?? []).filter { !$0.needsModel })
  func `a story comes out as it has to`(_ story: AcceptanceCase) async throws {
    let complaints = try await story.result().complaints
    #expect(complaints == [], "\(story.file)")
  }
}
