import Database
import Secretary
import StoreRequests

/// How the columns of `email_drafts` that tell where a draft is in the mailbox become `PlacementState`.
enum PlacementRow {
  static let columns = "placement, placement_problem, gmail_draft_id, placed_message_id, placed_version"

  /// `damagedDraft` when columns contradict each other. What another placement left in a column counts for nothing.
  static func placement(_ row: SQLRow) throws -> PlacementState {
    switch try row.value("placement", as: PlacementState.Name.self) {
    case .none: return .none
    case .wanted: return .wanted
    case .placing: return .placing
    case .placed:
      guard let draft = try row.optionalValue("gmail_draft_id", as: MailboxDraftID.self) else {
        throw StorageError.damagedDraft(
          try row.value("id"), problem: "it is said to be in \(MailService.name), but not as which draft there")
      }
      return .placed(
        MailboxPlacement(
          draft, holding: try row.optionalValue("placed_message_id"), version: try row.optionalInt("placed_version")))
    case .abandoned:
      guard let problem = try row.optionalText("placement_problem") else {
        throw StorageError.damagedDraft(
          try row.value("id"), problem: "it could not be put into \(MailService.name), but nothing says why")
      }
      return .abandoned(problem: problem)
    case .removed: return .removed
    case .kept: return .kept
    }
  }
}
