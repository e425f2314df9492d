/// Phrases of which one may stand anywhere in a line, looked for all at once and byte by byte: Swift's own search makes a
/// table for each phrase, goes by characters, and takes square time in a long run of flags.
struct Phrases: ExpressibleByArrayLiteral, Sendable {
  /// By the lower six bits of their first two bytes: what stands in a line is rarely the beginning of one.
  private let byStart: [[[UInt8]]]

  init(arrayLiteral phrases: String...) {
    var byStart = [[[UInt8]]](repeating: [], count: 1 << 12)
    for phrase in phrases.map({ Array($0.utf8) }) where phrase.count > 1 {
      byStart[Self.start(phrase[0], phrase[1])].append(phrase)
    }
    self.byStart = byStart
  }

  private static func start(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 63) << 6 | Int(second & 63) }

  func occur(in text: some StringProtocol) -> Bool {
    text.utf8.withContiguousStorageIfAvailable(occur(in:)) ?? Array(text.utf8).withUnsafeBufferPointer(occur(in:))
  }

  private func occur(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var first = bytes.first else { return false }
    for (start, second) in bytes.dropFirst().enumerated() {
      for phrase in byStart[Self.start(first, second)] where bytes[start...].starts(with: phrase) { return true }
      first = second
    }
    return false
  }
}

extension StringProtocol {
  /// Whether one phrase stands in it, byte by byte as well.
  func holds(_ phrase: String) -> Bool {
    guard let first = phrase.utf8.first else { return true }
    var rest = Substring(self).utf8
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: phrase.utf8) { return true }
      rest.removeFirst()
    }
    return false
  }
}
