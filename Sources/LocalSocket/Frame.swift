/// How a message goes through a stream: its length in four bytes, the most significant first, and then itself.
enum Frame {
  static let headerLength = 4

  static func bytes(_ message: [UInt8]) -> [UInt8] {
    let length = UInt32(message.count)
    return (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + message
  }

  /// How many bytes follow; nil while the header is not whole.
  static func length(_ bytes: some Collection<UInt8>) -> Int? {
    guard bytes.count >= headerLength else { return nil }
    return bytes.prefix(headerLength).reduce(0) { $0 << 8 | Int($1) }
  }
}
