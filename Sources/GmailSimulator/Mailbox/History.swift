import FoundationEssentials

/// The record of what changed in a mailbox. Ids grow but are not contiguous; a start is exclusive; records are kept for a
/// while only, and a start below the floor is answered as if it did not exist.
struct History {
  struct Record {
    let id: UInt64
    let at: Date
    let message: HexID
    let thread: HexID
    let change: Change
  }

  enum Change: Sendable, Equatable {
    case added
    case deleted
    case labelsAdded([String])
    case labelsRemoved([String])

    var type: String {
      switch self {
      case .added: "messageAdded"
      case .deleted: "messageDeleted"
      case .labelsAdded: "labelAdded"
      case .labelsRemoved: "labelRemoved"
      }
    }
  }

  struct Page {
    let records: ArraySlice<Record>
    let next: UInt64?
  }

  static let types: Set = ["messageAdded", "messageDeleted", "labelAdded", "labelRemoved"]

  private var records: [Record] = []
  /// The oldest start that is still answered.
  private(set) var floor: UInt64
  private(set) var current: UInt64
  /// How many pages will come empty, with only a token: legal, and met in practice.
  var emptyPages = 0

  init(startingAt id: UInt64) {
    current = id
    floor = id
  }

  /// Moves the mailbox's id on by a gap, with no record: loading mail that was there before, or an expiry.
  mutating func skip(_ gap: UInt64) -> UInt64 {
    current += max(1, gap)
    return current
  }

  mutating func append(_ change: Change, to message: StoredMessage, gap: UInt64, at date: Date) -> UInt64 {
    let id = skip(gap)
    records.append(Record(id: id, at: date, message: message.id, thread: message.threadID, change: change))
    return id
  }

  /// Forgets every record: any start before the mailbox's current id is then gone.
  mutating func expire() {
    records = []
    floor = current
  }

  /// Forgets the records older than `date`.
  mutating func expire(before date: Date) {
    guard let first = records.first, first.at < date else { return }
    let kept = records.firstIndex { $0.at >= date } ?? records.endIndex
    floor = records[kept - 1].id
    records.removeSubrange(..<kept)
  }

  func knows(_ start: UInt64) -> Bool { floor <= start && start <= current }

  /// The records after `start` (exclusive), oldest first.
  func page(after start: UInt64, limit: Int, where wanted: (Record) -> Bool) -> Page {
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      if records[middle].id <= start { low = middle + 1 } else { high = middle }
    }
    var found: [Record] = []
    for record in records[low...] where wanted(record) {
      if found.count == limit { return Page(records: found[...], next: found[limit - 1].id) }
      found.append(record)
    }
    return Page(records: found[...], next: nil)
  }
}
