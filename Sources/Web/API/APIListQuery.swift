import Hummingbird
import Secretary
import Storage

/// How much of a list is asked for: `?before=…&limit=…`.
struct APIListQuery {
  /// Items of a page.
  static let limits = 1...100
  static let standardLimit = 50

  let fields: FormFields
  let limit: Int
  let before: PageMark?

  init(_ request: Request) throws {
    guard let fields = FormFields(request.uri.query ?? "") else { throw HTTPError(.badRequest) }
    self.fields = fields
    limit =
      try fields["limit"].map { text in
        guard let limit = Self.limits.number(in: text) else {
          throw APIProblem.badQuery(
            "limit", "A whole number from \(Self.limits.lowerBound) to \(Self.limits.upperBound).")
        }
        return limit
      } ?? Self.standardLimit
    before = try fields["before"].map { text in
      guard let mark = PageMark(text) else { throw APIProblem.badQuery("before", "What an earlier page had as next.") }
      return mark
    }
  }
}

extension ListPage {
  /// - `item`: as JSON.
  func json(_ item: (Item) -> JSONValue) -> JSONValue {
    ["items": .array(items.map(item)), "next": JSONValue(next?.text)]
  }
}
