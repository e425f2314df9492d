package import Secretary

package import struct FoundationEssentials.Date

/// How one check of a mailbox went, as its worker tells it. Counts are of this check alone. What became of messages is not
/// told but counted by the store as it happens.
package struct WorkerCheckReport: Sendable, Equatable, Codable {
  package var checkedAt: Date
  package var nextCheckAt: Date?
  package var activity: WorkerActivity
  /// What stands in the way, in words; nil when nothing does.
  package var problem: String?
  package var failed: Int
  /// The mailbox quota units spent.
  package var quotaUnits: Int

  package init(
    checkedAt: Date, nextCheckAt: Date?, activity: WorkerActivity, problem: String? = nil, failed: Int = 0,
    quotaUnits: Int = 0
  ) {
    self.checkedAt = checkedAt
    self.nextCheckAt = nextCheckAt
    self.activity = activity
    self.problem = problem
    self.failed = failed
    self.quotaUnits = quotaUnits
  }
}
