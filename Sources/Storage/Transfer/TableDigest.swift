/// How many rows a table has, and a number that two tables share only if their rows are the same, in whatever order they came.
package struct TableDigest: Sendable, Equatable {
  package private(set) var rows = 0
  private var sum: UInt64 = 0
  private var mixed: UInt64 = 0

  /// - Parameter values: by name of the column; nil is NULL.
  mutating func add(_ values: [(column: String, value: String?)]) {
    // FNV-1a of 64 bits: it has to notice what got lost or changed on the way, not somebody who wants it to be overlooked.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for (column, value) in values.sorted(by: { $0.column < $1.column }) {
      for byte in column.utf8 { take(byte) }
      take(value == nil ? 0 : 1)
      for byte in (value ?? "").utf8 { take(byte) }
      take(0xff)
    }
    rows += 1
    sum &+= hash
    mixed ^= hash &* 0x9e37_79b9_7f4a_7c15
  }
}
