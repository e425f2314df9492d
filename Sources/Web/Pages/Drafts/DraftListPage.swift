import Secretary

/// One of the three lists of drafts.
struct DraftListPage: Page {
  static let template = "drafts"
  /// Drafts on one page.
  static let pageSize = 50

  struct Tab: Sendable, Equatable {
    let name: String
    let address: String
    let count: Int
    let isCurrent: Bool
  }

  let title: String
  var place: Place? { .drafts }
  let news: String?
  let tabs: [Tab]
  let hasDrafts: Bool
  let drafts: [DraftItem]
  let emptyHeading: String
  let emptyExplanation: String
  let pager: Pager?

  init(
    _ shelf: DraftShelf, drafts: [EmailDraft], next: String?, trail: PageTrail, counts: [DraftStatus: Int],
    isOn: Bool, news: String? = nil, clock: WallClock
  ) {
    title = "Drafts: \(shelf.name.lowercased())"
    self.news = news
    tabs = DraftShelf.allCases.map {
      Tab(name: $0.name, address: $0.address, count: $0.count(in: counts), isCurrent: $0 == shelf)
    }
    self.drafts = drafts.map { DraftItem($0, clock: clock) }
    hasDrafts = !drafts.isEmpty
    pager = Pager(trail, next: next, path: shelf.address)
    (emptyHeading, emptyExplanation) =
      switch shelf {
      case .waiting:
        (
          "Nothing waits for you",
          isOn
            ? "When a message needs an answer, its draft appears here."
            : "Your secretary is off. Switch it on at Home, and drafts appear here."
        )
      case .sent: ("Nothing sent yet", "Replies you approve are listed here once they have gone out.")
      case .dismissed:
        ("Nothing dismissed", "Drafts that are not needed are kept here, in case you want one after all.")
      }
  }
}
