/// Which message each draft holds now. The draft's id stays; the message in it is replaced on every change.
struct DraftList {
  private(set) var messages: [String: HexID] = [:]
  private var drafts: [HexID: String] = [:]

  func message(_ draft: String) -> HexID? { messages[draft] }
  func draft(holding message: HexID) -> String? { drafts[message] }
  var count: Int { messages.count }

  mutating func put(_ message: HexID, in draft: String) {
    if let old = messages[draft] { drafts[old] = nil }
    messages[draft] = message
    drafts[message] = draft
  }

  mutating func remove(_ draft: String) {
    if let message = messages.removeValue(forKey: draft) { drafts[message] = nil }
  }
}
