import Secretary

/// One of the three lists of drafts.
struct DraftListPage: Page {
  static let template = "drafts"
  /// The part that `live.js` fetches again.
  static let region = "live-drafts"
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
  let flash: String?
  let liveAddress: String
  /// For `live.js` to say when it changes.
  let said: String
  let tabs: [Tab]
  let hasDrafts: Bool
  let drafts: [DraftItem]
  let emptyHeading: String
  let emptyExplanation: String
  let pager: Pager?

  /// - `answered`: what the drafts answer, as far as it is kept.
  init(
    _ list: DraftList, drafts: [EmailDraft], answered: [DraftID: Conversation.Message] = [:], next: String?,
    pagination: Pagination, counts: [DraftStatus: Int],
    isOn: Bool, flash: String? = nil, clock: WallClock
  ) {
    title = "Drafts: \(list.name.lowercased())"
    self.flash = flash
    liveAddress = SitePath.draftsRegion.address(
      query: [
        "show": list == .waiting ? nil : list.rawValue, "before": pagination.marks.isEmpty ? nil : pagination.text,
      ])
    said = DraftList.waitingWords(DraftList.waiting.count(in: counts))
    tabs = DraftList.allCases.map {
      Tab(name: $0.name, address: $0.address, count: $0.count(in: counts), isCurrent: $0 == list)
    }
    self.drafts = drafts.map { DraftItem($0, answering: answered[$0.id], clock: clock) }
    hasDrafts = !drafts.isEmpty
    pager = Pager(pagination, next: next, path: list.address)
    (emptyHeading, emptyExplanation) =
      switch list {
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
