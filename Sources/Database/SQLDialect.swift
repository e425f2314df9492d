/// What engines want said differently in statements that are otherwise the same for all. Whatever needs a difference gets a
/// word here; no statement asks which engine it is for.
package struct SQLDialect: Sendable {
  /// The type of a column of times, where a parameter has to be told what it is; nil where texts are times.
  private let timeType: String?
  /// The columns of all tables of ours: `table_name`, `column_name`, and what the engine calls the `type`.
  let columns: String
  /// Whether the engine counts the rows of a table itself, and has to be told when numbers came from elsewhere.
  private let countsApart: Bool

  static let sqlite = SQLDialect(
    timeType: nil,
    columns: """
      SELECT tables.name AS table_name, columns.name AS column_name, columns.type AS type
      FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'
      """,
    countsApart: false)
  static let postgresql = SQLDialect(
    timeType: "timestamptz",
    columns: """
      SELECT columns.table_name, columns.column_name, columns.data_type AS type FROM information_schema.columns
      JOIN information_schema.tables ON tables.table_schema = columns.table_schema AND tables.table_name = columns.table_name
      WHERE columns.table_schema = current_schema() AND tables.table_type = 'BASE TABLE'
      """,
    countsApart: true)

  /// Lets new rows of a table be numbered after those that are there; nil where they are by themselves.
  package func continuingNumbers(of table: String, column: String) -> String? {
    guard countsApart else { return nil }
    return """
      SELECT setval(pg_get_serial_sequence('\(table)', '\(column)'), COALESCE(max(\(column)), 0) + 1, false) FROM \(table)
      """
  }

  /// A parameter that is a time, for where nothing else in the statement says so: two parameters as the outcomes of a CASE.
  /// Everywhere else both engines take a parameter for what the column beside it is.
  package func time(_ parameter: String) -> String {
    timeType.map { "CAST(\(parameter) AS \($0))" } ?? parameter
  }
}
