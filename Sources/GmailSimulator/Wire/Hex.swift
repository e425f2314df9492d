/// Lower-case hexadecimal.
enum Hex {
  static let digits = Array("0123456789abcdef".utf8)
}

/// A message or thread id: 16 lower-case hex digits on the wire. A thread's id equals the id of its first message.
package struct HexID: Hashable, Comparable, Sendable, CustomStringConvertible {
  let value: UInt64

  init(_ value: UInt64) { self.value = value }

  /// Nil when `text` cannot be an id.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
    self.value = value
  }

  package var description: String {
    String(unsafeUninitializedCapacity: 16) { output in
      for index in 0..<16 { output[index] = Hex.digits[Int(value >> UInt64(60 - 4 * index) & 15)] }
      return 16
    }
  }

  var json: JSON { .string(description) }

  package static func < (first: Self, second: Self) -> Bool { first.value < second.value }
}
