import Testing

@testable import Evaluation

@Suite struct RankingTests {
  private func ranking(_ scores: [Double], _ answered: [Int]) -> Ranking {
    Ranking(zip(scores, answered).map { Ranking.Entry(score: $0, isAnswered: $1 == 1) })
  }

  private func isNear(_ value: Double, _ wanted: Double) -> Bool { abs(value - wanted) < 1e-9 }

  @Test func `average precision and area under the curve of scikit-learn's own example`() {
    let ranking = ranking([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])
    #expect(isNear(ranking.averagePrecision, 5.0 / 6))
    #expect(isNear(ranking.areaUnderCurve, 0.75))
    #expect(ranking.baseRate == 0.5)
  }

  @Test func `a perfect order has one of everything, the reverse has no area`() {
    let perfect = ranking([4, 3, 2, 1], [1, 1, 0, 0])
    #expect(perfect.averagePrecision == 1 && perfect.areaUnderCurve == 1 && perfect.precisionAtOwnRate == 1)
    let reverse = ranking([4, 3, 2, 1], [0, 0, 1, 1])
    #expect(reverse.areaUnderCurve == 0 && reverse.precisionAtOwnRate == 0)
    #expect(isNear(reverse.averagePrecision, (1.0 / 3 + 2.0 / 4) / 2))
  }

  @Test(arguments: [[1, 0, 0, 1], [0, 1, 1, 0], [0, 0, 1, 1]])
  func `equal scores measure the same in whatever order they come`(answered: [Int]) {
    let ranking = ranking([0.5, 0.5, 0.5, 0.5], answered)
    #expect(ranking.averagePrecision == 0.5 && ranking.areaUnderCurve == 0.5 && ranking.precisionAtOwnRate == 0.5)
  }

  @Test func `a tie at the end of as many as were answered counts by its share`() {
    // Two answered: the first is taken, then one of three of which one is answered.
    #expect(isNear(ranking([2, 1, 1, 1], [1, 1, 0, 0]).precisionAtOwnRate, (1 + 1.0 / 3) / 2))
    #expect(isNear(ranking([2, 1, 1, 1], [1, 1, 0, 0]).areaUnderCurve, (2 + 2 * 0.5) / 4))
  }

  @Test func `a score that is just reached is drafted`() {
    let ranking = ranking([0.3, 0.2, 0.1], [1, 0, 1])
    #expect(isNear(ranking.drafted(from: 0.2), 2.0 / 3) && ranking.recall(from: 0.2) == 0.5)
    #expect(ranking.drafted(from: 0) == 1 && ranking.recall(from: 0) == 1)
    #expect(ranking.drafted(from: 0.31) == 0 && ranking.recall(from: 0.31) == 0)
  }

  @Test func `without an answer, or without any mail, there is no measure, and no crash`() {
    for ranking in [ranking([1, 2], [0, 0]), ranking([], [])] {
      #expect(ranking.areaUnderCurve.isNaN && ranking.precisionAtOwnRate.isNaN)
      #expect(!(ranking.averagePrecision > 0))
    }
  }
}
