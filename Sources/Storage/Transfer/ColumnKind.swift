import Database
import SQLErrors

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder
import class FoundationEssentials.JSONEncoder

/// What a column holds, where engines write it differently. SQLite knows of none of it: there everything is text or a number.
enum ColumnKind: Equatable {
  case plain, flag, time, list, json, real

  /// By the name that PostgreSQL's catalogue has for the type.
  init(type: String) {
    self =
      switch type {
      case "boolean": .flag
      case "timestamp with time zone": .time
      case "ARRAY": .list
      case "jsonb": .json
      case "double precision", "real": .real
      default: .plain
      }
  }

  /// What is bound for a column of the other store.
  func value(_ column: String, of row: SQLRow) throws(SQLError) -> SQLValue {
    guard let text = try row.optionalText(column) else { return .null }
    switch self {
    case .flag: return SQLValue(try row.bool(column))
    case .time: return SQLValue(try row.date(column))
    case .list: return .list(try row.list(column))
    case .plain, .json, .real: return .text(text)
    }
  }

  /// The same in both stores, if they hold the same; nil for NULL.
  func canonical(_ column: String, of row: SQLRow) throws(SQLError) -> String? {
    guard let text = try row.optionalText(column) else { return nil }
    switch self {
    case .flag: return try row.bool(column) ? "1" : "0"
    case .time: return Timestamp.text(try row.date(column))
    case .list: return try row.list(column).map { "\($0.utf8.count):\($0)" }.joined()
    case .real: return try row.optionalDouble(column).map { "\($0)" }
    case .json:
      guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else {
        throw SQLError(.unexpectedValue, column)
      }
      return value.canonical
    case .plain: return text
    }
  }
}

/// Any JSON, to compare two texts of it: neither the order of names nor blanks count, nor how a number is written.
private enum JSONValue: Decodable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  var canonical: String {
    switch self {
    case .null: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .number(let number): "\(number)"
    case .text(let text): "\(text.utf8.count):\(text)"
    case .list(let list): "[" + list.map(\.canonical).joined(separator: ",") + "]"
    case .object(let object):
      "{"
        + object.sorted { $0.key < $1.key }.map { "\($0.key.utf8.count):\($0.key)=\($0.value.canonical)" }
        .joined(separator: ",") + "}"
    }
  }
}
