/// Where a person has paged to. The store can only go on from a mark to what is older; the marks walked so far, kept
/// in the address, is the way back.
struct Pagination: Sendable, Equatable {
  /// Longer ways forget their beginning; from there, back means the newest page.
  static let longest = 20

  /// The marks walked, the current page's own last. Empty on the newest page.
  var marks: [String]

  init(marks: [String] = []) { self.marks = marks }

  /// Reads `before=mark,mark`. Marks hold no comma.
  init(text: String?) {
    marks = (text ?? "").split(separator: ",").map(String.init)
  }

  var text: String { marks.joined(separator: ",") }
  var current: String? { marks.last }

  func older(_ next: String) -> Pagination { Pagination(marks: Array((marks + [next]).suffix(Self.longest))) }

  /// Nil on the newest page.
  var newer: Pagination? { marks.isEmpty ? nil : Pagination(marks: Array(marks.dropLast())) }
}

/// The links under a list. Addresses are complete.
struct Pager: Sendable, Equatable {
  let olderAddress: String?
  let newerAddress: String?
  var olderName = "Older"
  var newerName = "Newer"

  /// Nil when one page holds it all.
  ///
  /// - `path`: with its query, such as `/drafts?show=sent`.
  init?(_ pagination: Pagination, next: String?, path: String) {
    func address(_ pagination: Pagination) -> String {
      pagination.marks.isEmpty
        ? path : path + (path.contains("?") ? "&" : "?") + "before=" + FormFields.encoded(pagination.text)
    }
    olderAddress = next.map { address(pagination.older($0)) }
    newerAddress = pagination.newer.map(address)
    if olderAddress == nil, newerAddress == nil { return nil }
  }
}
