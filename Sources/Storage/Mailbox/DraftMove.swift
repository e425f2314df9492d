import Database
import Secretary

/// `DraftTransition` as SQL: the rows an event can happen to, and what it makes of them. No statement that changes a
/// draft's status says by itself from where to where.
extension DraftEvent {
  /// A condition on rows of `email_drafts`.
  var condition: String {
    let origins = DraftTransition.rows(of: self).map(Self.origin)
    return origins.isEmpty ? "FALSE" : "(\(origins.joined(separator: " OR ")))"
  }

  /// What it assigns whatever else the statement does: status, why it is retired, and whether the person has touched it.
  var assignments: String {
    let outcome = outcome
    let retired = retirement.map { "CASE WHEN \(outcome) = 'retired' THEN '\($0.rawValue)' END" } ?? "NULL"
    return "status = \(outcome), retirement = \(retired)" + (touches ? ", touched = TRUE" : "")
  }

  private var outcome: String {
    let rows = DraftTransition.rows(of: self)
    guard let first = rows.first, rows.contains(where: { $0.to != first.to }) else {
      return "'\(rows.first?.to.rawValue ?? "")'"
    }
    return "CASE " + rows.map { "WHEN \(Self.origin($0)) THEN '\($0.to.rawValue)'" }.joined(separator: " ") + " END"
  }

  private static func origin(_ row: DraftTransition) -> String {
    let touched = row.touched.map { $0 ? " AND touched" : " AND NOT touched" } ?? ""
    return "(status = '\(row.from.rawValue)'\(touched))"
  }
}
