import Database
import Secretary

/// The rows of one user, or of all. As two different statements, because one that says "no user given or this user" makes
/// SQLite read everybody's rows either way.
struct UserScope {
  let user: UserID?

  init(_ user: UserID?) { self.user = user }

  /// For a WHERE clause; `$1` is the user.
  var condition: String { user == nil ? "TRUE" : "user_id = $1" }

  /// What a condition with further parameters begins counting at: `$1` or `$2`.
  var next: String { user == nil ? "$1" : "$2" }

  var parameters: [SQLValue] { user.map { [SQLValue($0)] } ?? [] }
}
