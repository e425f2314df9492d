import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

extension SealedFact {
  /// Newest first; of a user (`$1`).
  static let query = """
    SELECT id, fact, remembered_at FROM remembered_facts WHERE user_id = $1 ORDER BY remembered_at DESC, id
    """

  init(_ row: SQLRow) throws {
    self.init(
      id: try row.value("id"), text: try row.text("fact"), rememberedAt: try row.date("remembered_at"))
  }
}
