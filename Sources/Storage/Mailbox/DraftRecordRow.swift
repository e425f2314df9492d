import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

extension DraftRecord {
  static let columns = "\(DraftRow.columns), sending_since"

  init(_ row: SQLRow) throws {
    self.init(draft: try DraftRow.draft(row), sendingSince: try row.optionalDate("sending_since"))
  }
}
