import Secretary

/// A JSON number, which some servers write as a string. Whatever else stands there is none, and never a reason not to
/// read what stands around it.
struct WireNumber: Decodable {
  private let value: Double?

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      value = number
    } else {
      value = (try? container.decode(String.self)).flatMap { Double($0) }
    }
  }

  /// Nil when it is none, or one beyond the range.
  func within(_ range: ClosedRange<Double>) -> Double? { range.number(value) }
}
