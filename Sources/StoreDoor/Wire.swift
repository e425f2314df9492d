import FoundationEssentials

/// How values go through the door: as JSON.
enum Wire {
  /// Seconds from 1970, of the years 1 to 9999: what can be reckoned with as a date.
  private static let moments = -62_135_596_800.0...253_402_300_799.0

  /// Nil for what JSON has no form for: a number that is none.
  static func bytes(_ value: some Encodable) -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .secondsSince1970
    return (try? encoder.encode(value)).map { Array($0) }
  }

  /// Nil for what is no such value.
  static func value<Value: Decodable>(_ bytes: [UInt8]) -> Value? {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      let seconds = try container.decode(Double.self)
      guard moments.contains(seconds) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date")
      }
      return Date(timeIntervalSince1970: seconds)
    }
    return try? decoder.decode(Value.self, from: Data(bytes))
  }
}
