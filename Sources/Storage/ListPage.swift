import Database

import struct FoundationEssentials.Date

/// Part of a list, newest first.
package struct ListPage<Item: Sendable>: Sendable {
  package var items: [Item]
  /// Where the next page begins; nil when this is the last.
  package var next: PageMark?

  package init(items: [Item], next: PageMark?) {
    self.items = items
    self.next = next
  }

  /// - Parameter items: one more than fits when there is a next page.
  init(_ items: [Item], limit: Int, mark: (Item) -> PageMark) {
    self.items = Array(items.prefix(limit))
    next = items.count > limit ? self.items.last.map(mark) : nil
  }
}

extension ListPage: Equatable where Item: Equatable {}

/// The last item of a page: its time and, because times can be equal, its id. Unlike a number of items to skip it costs
/// the same on every page, and nothing is shown twice when something new comes on top.
///
/// To others it is one opaque text, fit for a URL's query. It opens nothing: whose list it is comes from elsewhere.
package struct PageMark: Sendable, Equatable {
  /// As the store writes it.
  private let at: String
  private let id: String

  init(at: Date, id: String) {
    self.at = Timestamp.text(at)
    self.id = id
  }

  /// Reads what `text` writes; nil for anything else.
  package init?(_ text: String) {
    guard text.utf8.count <= 300, let separator = text.firstIndex(of: "~"),
      let at = Timestamp.date(String(text[..<separator])), separator < text.index(before: text.endIndex)
    else { return nil }
    self.init(at: at, id: String(text[text.index(after: separator)...]))
  }

  package var text: String { at + "~" + id }

  var parameters: [SQLValue] { [SQLValue(at), SQLValue(id)] }
}

extension PageMark: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let mark = PageMark(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a page mark")
    }
    self = mark
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
