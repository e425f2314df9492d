/// Where a person has paged to. The store can only go on from a mark to what is older; the trail of marks walked so far, kept
/// in the address, is the way back.
struct PageTrail: Sendable, Equatable {
  /// Longer trails forget their beginning; from there, back means the newest page.
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

  func older(_ next: String) -> PageTrail { PageTrail(marks: Array((marks + [next]).suffix(Self.longest))) }

  /// Nil on the newest page.
  var newer: PageTrail? { marks.isEmpty ? nil : PageTrail(marks: Array(marks.dropLast())) }
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
  init?(_ trail: PageTrail, next: String?, path: String) {
    func address(_ trail: PageTrail) -> String {
      trail.marks.isEmpty ? path : path + (path.contains("?") ? "&" : "?") + "before=" + FormFields.encoded(trail.text)
    }
    olderAddress = next.map { address(trail.older($0)) }
    newerAddress = trail.newer.map(address)
    if olderAddress == nil, newerAddress == nil { return nil }
  }
}
