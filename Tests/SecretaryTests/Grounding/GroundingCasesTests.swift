import GroundingCases
import Secretary
import Testing

/// The measurement that `scripts/eval --grounding` prints, on seeds of its own.
@Suite struct GroundingCasesTests {
  @Test(arguments: [2026, 77, 90_210] as [UInt64])
  func `of what is invented 99 in 100 are found, of what is true 3 in 100 are flagged at most`(seed: UInt64) {
    let score = GroundingScore(GroundingCaseMaker.cases(300, seed: seed))
    #expect(score.cases == 300)
    #expect(score.all.invented > 300 && score.all.real > 500)
    #expect(score.all.found * 100 >= score.all.invented * 99, "\(score.misses)")
    #expect(score.all.flagged * 100 <= score.all.real * 3, "\(score.misses)")
  }

  @Test func `a seed is a set`() {
    let (once, again) = (GroundingCaseMaker.cases(5, seed: 1), GroundingCaseMaker.cases(5, seed: 1))
    #expect(once.map(\.draft) == again.map(\.draft))
    #expect(once.map(\.draft) != GroundingCaseMaker.cases(5, seed: 2).map(\.draft))
  }

  @Test func `every case has five languages to come in, and plants every way`() {
    let cases = GroundingCaseMaker.cases(100, seed: 3)
    #expect(Set(cases.map(\.language)).count == 5)
    let plantings = Set(cases.flatMap(\.planted).map(\.planting))
    #expect(plantings == Set(GroundingCase.Planting.allCases))
    #expect(Set(cases.flatMap(\.planted).map(\.topic)) == Set(CaseTopic.allCases))
  }
}
