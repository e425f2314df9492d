/// What engines want said differently in statements that are otherwise the same for all. Whatever needs a difference gets a
/// word here; no statement asks which engine it is for.
package struct SQLDialect: Sendable {
  /// The type of a column of times, where a parameter has to be told what it is; nil where texts are times.
  private let timeType: String?

  init(timeType: String?) { self.timeType = timeType }

  static let sqlite = SQLDialect(timeType: nil)
  static let postgresql = SQLDialect(timeType: "timestamptz")

  /// A parameter that is a time, for where nothing else in the statement says so: two parameters as the outcomes of a CASE.
  /// Everywhere else both engines take a parameter for what the column beside it is.
  package func time(_ parameter: String) -> String {
    timeType.map { "CAST(\(parameter) AS \($0))" } ?? parameter
  }
}
