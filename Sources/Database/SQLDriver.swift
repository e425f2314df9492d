import SQLErrors

/// One engine behind one connection. Every call blocks; only the connection's own queue calls.
///
/// A driver translates: `$1` parameters, text values, and the engine's failures into `SQLError`. It decides nothing.
protocol SQLDriver: AnyObject {
  /// How statements are to be written for this engine.
  var dialect: SQLDialect { get }

  /// One statement. The rows it returned, none for a statement that returns none.
  func run(_ sql: String, _ parameters: [SQLValue]) throws(SQLError) -> [SQLRow]
  /// Several statements without parameters: a migration.
  func runScript(_ script: String) throws(SQLError)
  /// Begins a transaction that may write. What it reads is so until it commits: it waits for its turn, or fails with
  /// `conflict` when another was faster.
  func begin(durable: Bool) throws(SQLError)
  /// Begins a transaction that changes the schema, after those that others are in have ended.
  func beginMigration() throws(SQLError)
  func commit() throws(SQLError)
  /// Ends a transaction, if one is open, as if it had never begun.
  func rollback()
  /// Gives back what memory it can while nobody asks for anything.
  func rest()
  func close()

  /// The file, every link followed; nil when it is none.
  var path: String? { get }
  /// How long statements from now on wait for others.
  func wait(atMost patience: Duration)
  /// Whose rows transactions from now on may reach; nil is all of the connection's. An engine that cannot tell takes no notice.
  func act(for user: String?)
  /// Writes what lies in a log back into the database, if nobody is in the way.
  func writeBackLog()
  /// Forgets the connection without closing it: closing would write.
  func abandon()
}
