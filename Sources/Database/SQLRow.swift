package import SQLErrors

package import struct FoundationEssentials.Date

/// One row of an answer. Columns are read by name and kind; what is not of that kind is an error, never a default.
package struct SQLRow: Sendable {
  package let columns: [String]
  let values: [String?]
  /// Whether the engine has arrays, and writes them its own way.
  let hasArrays: Bool

  /// The text of a column, nil when it is NULL.
  package func optionalText(_ column: String) throws(SQLError) -> String? {
    guard let index = columns.firstIndex(of: column) else { throw SQLError(.misuse, "no column \(column)") }
    return values[index]
  }

  package func text(_ column: String) throws(SQLError) -> String {
    try present(try optionalText(column), column)
  }

  package func optionalInt(_ column: String) throws(SQLError) -> Int? {
    guard let text = try optionalText(column) else { return nil }
    return try present(Int(text), column)
  }

  package func int(_ column: String) throws(SQLError) -> Int { try present(try optionalInt(column), column) }

  package func optionalDouble(_ column: String) throws(SQLError) -> Double? {
    guard let text = try optionalText(column) else { return nil }
    return try present(Double(text), column)
  }

  package func bool(_ column: String) throws(SQLError) -> Bool {
    switch try text(column) {
    case "1", "t", "true": true
    case "0", "f", "false": false
    default: throw SQLError(.unexpectedValue, column)
    }
  }

  package func optionalDate(_ column: String) throws(SQLError) -> Date? {
    guard let text = try optionalText(column) else { return nil }
    return try present(Timestamp.date(text), column)
  }

  package func date(_ column: String) throws(SQLError) -> Date { try present(try optionalDate(column), column) }

  /// An array column, in its engine's form.
  package func list(_ column: String) throws(SQLError) -> [String] {
    let text = try text(column)
    return try present(hasArrays ? ArrayText.decode(text) : ListText.decode(text), column)
  }

  /// An identifier or an enum with text behind it.
  package func value<Value: RawRepresentable>(
    _ column: String, as kind: Value.Type = Value.self
  ) throws(SQLError) -> Value where Value.RawValue == String {
    try present(Value(rawValue: try text(column)), column)
  }

  package func optionalValue<Value: RawRepresentable>(
    _ column: String, as kind: Value.Type = Value.self
  ) throws(SQLError) -> Value? where Value.RawValue == String {
    guard let text = try optionalText(column) else { return nil }
    return try present(Value(rawValue: text), column)
  }

  /// What a reader makes of the row, or nil when the row holds what cannot be understood: for lists, in which one such row
  /// must not hide all others.
  package func readable<Value>(_ reading: (SQLRow) throws -> Value) throws -> Value? {
    do { return try reading(self) } catch let error as SQLError where error.code == .unexpectedValue { return nil }
  }

  private func present<Value>(_ value: Value?, _ column: String) throws(SQLError) -> Value {
    guard let value else { throw SQLError(.unexpectedValue, column) }
    return value
  }
}
