import FoundationEssentials

/// One JSON value with its members in the order they were written, as Google's answers keep theirs.
package enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Sendable, Equatable {
    package let name: String
    package let value: JSON
  }

  /// An object without the members that are nil: Gmail omits what is empty instead of sending `null` or `[]`.
  package static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }

  /// A list, or nil when it is empty, so that the member disappears.
  package static func nonEmpty(_ items: [JSON]) -> JSON? { items.isEmpty ? nil : .array(items) }

  /// A 64-bit number as Google's JSON carries it: a string.
  package static func number(_ value: some BinaryInteger) -> JSON { .string(String(value)) }
}

extension JSON {
  package subscript(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  package var text: String? { if case .string(let value) = self { value } else { nil } }
  package var list: [JSON]? { if case .array(let items) = self { items } else { nil } }
  package var flag: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var members: [Member]? { if case .object(let members) = self { members } else { nil } }

  /// A whole number, also when it is written as a string.
  package var whole: Int? {
    switch self {
    case .int(let value): value
    case .double(let value): Int(exactly: value)
    case .string(let value): Int(value)
    default: nil
    }
  }

  package var real: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    case .string(let value): Double(value)
    default: nil
    }
  }

  /// The strings of a list of strings; nil when it is anything else.
  package var texts: [String]? {
    guard let list else { return nil }
    let texts = list.compactMap(\.text)
    return texts.count == list.count ? texts : nil
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByArrayLiteral {
  package init(arrayLiteral items: JSON...) { self = .array(items) }
}

extension JSON: Decodable {
  /// Reads a request body; nil when it is not JSON. An empty body reads as an empty object.
  package static func parse(_ bytes: [UInt8]) -> JSON? {
    bytes.isEmpty ? .object([]) : try? JSONDecoder().decode(JSON.self, from: Data(bytes))
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: Name.self) {
      self = .object(
        try keyed.allKeys.map { Member(name: $0.stringValue, value: try keyed.decode(JSON.self, forKey: $0)) })
      return
    }
    if var list = try? decoder.unkeyedContainer() {
      var items: [JSON] = []
      while !list.isAtEnd { items.append(try list.decode(JSON.self)) }
      self = .array(items)
      return
    }
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let flag = try? value.decode(Bool.self) {
      self = .bool(flag)
    } else if let whole = try? value.decode(Int.self) {
      self = .int(whole)
    } else {
      self = .double(try value.decode(Double.self))
    }
  }
}
