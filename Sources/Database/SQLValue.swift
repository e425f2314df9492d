package import struct FoundationEssentials.Date

/// A parameter of a statement. Values travel as text, which both engines convert to the column's own type;
/// so one set of queries serves them.
package enum SQLValue: Sendable, Equatable {
  case null
  case text(String)
  /// An array column: `text[]` on PostgreSQL, a JSON array in text on SQLite. The driver writes its engine's form.
  case list([String])

  package init(_ text: String?) { self = text.map(SQLValue.text) ?? .null }
  package init(_ number: Int?) { self.init(number.map(String.init)) }
  package init(_ number: Double?) { self.init(number.map { String($0) }) }
  /// `1` and `0`, which PostgreSQL takes for a boolean and SQLite stores as an integer: `WHERE flag` works on both.
  package init(_ flag: Bool) { self = .text(flag ? "1" : "0") }
  /// ISO 8601 in UTC with milliseconds. Always of one width, so that on SQLite the order of texts is the order of times.
  package init(_ date: Date?) { self.init(date.map(Timestamp.text)) }
  /// An identifier or an enum with text behind it.
  package init<Value: RawRepresentable>(_ value: Value?) where Value.RawValue == String { self.init(value?.rawValue) }
}
