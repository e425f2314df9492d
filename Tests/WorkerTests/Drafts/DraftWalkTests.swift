import FoundationEssentials
import Secretary
import Testing

@testable import Worker

/// Ten thousand steps of chance over the life of drafts, in both modes; `SECRETARY_WALK_STEPS` asks for another number.
@Suite struct DraftWalkTests {
  private static let walks = 10
  private static let steps = ProcessInfo.processInfo.environment["SECRETARY_WALK_STEPS"].flatMap { Int($0) } ?? 10_000

  @Test(arguments: DraftMode.allCases, 1...walks)
  func `whatever happens, nothing is sent but what was shown and approved, once, and nothing gets stuck`(
    mode: DraftMode, seed: Int
  ) async throws {
    try await WorkerFixture.with(mode: mode, undoSeconds: 10) { fixture in
      var walk = DraftWalk(fixture, seed: UInt64(seed))
      try await walk.run(steps: Self.steps / Self.walks / DraftMode.allCases.count)
    }
  }
}
