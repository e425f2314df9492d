import LinearTime
import Testing

/// What measures the others: it has to tell square time, on a slow machine too.
@Suite struct GrowthTests {
  /// Looks at every byte again for each byte.
  private static func square(_ text: String) {
    let bytes = Array(text.utf8)
    var pairs = 0
    for first in bytes { for second in bytes where first == second { pairs &+= 1 } }
    withExtendedLifetime(pairs) {}
  }

  private static func line(_ text: String) {
    var sum = 0
    for byte in text.utf8 { sum &+= Int(byte) }
    withExtendedLifetime(sum) {}
  }

  @Test func `square time is told`() {
    #expect(Growth("", size: 400, make: Input.times("a"), read: Self.square).problem() != nil)
  }

  @Test func `time in proportion is not`() {
    #expect(Growth("", size: 50_000, make: Input.times("a"), read: Self.line).problem() == nil)
  }
}
