/// Inputs of any length.
package enum Input {
  /// A piece over and over.
  package static func times(_ piece: String) -> @Sendable (Int) -> String {
    { String(repeating: piece, count: $0 / piece.utf8.count) }
  }

  /// Half of it one piece, half another: what stands above, and what has to be looked for below.
  package static func halves(_ first: String, _ second: String) -> @Sendable (Int) -> String {
    { times(first)($0 / 2) + times(second)($0 / 2) }
  }

  /// Random growth: words of the form that is read, in random runs, repeated. The same seed gives the same input.
  package static func random(_ words: [String], seed: UInt64) -> @Sendable (Int) -> String {
    { size in
      var random = SeededRandom(seed: seed)
      var piece = ""
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let word = words[Int.random(in: 0..<words.count, using: &random)]
        // Mostly a few, sometimes very many of the same.
        let most = [1, 3, 40, 400][Int.random(in: 0..<4, using: &random)]
        piece += String(repeating: word, count: Int.random(in: 1...most, using: &random))
      }
      return times(piece)(max(size, piece.utf8.count))
    }
  }
}

extension Growth {
  /// Random growth from several seeds.
  package static func random(
    _ name: String, of words: [String], size: Int = 30_000, mostSeconds: Double = 1,
    seeds: ClosedRange<UInt64> = 1...3, read: @escaping @Sendable (String) -> Void
  ) -> [Growth] {
    seeds.map { seed in
      Growth(
        "\(name), seed \(seed)", size: size, mostSeconds: mostSeconds, make: Input.random(words, seed: seed), read: read
      )
    }
  }
}
