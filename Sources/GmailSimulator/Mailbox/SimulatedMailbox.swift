import FoundationEssentials

/// One user's mail: messages, conversations, drafts, labels and the history of all of them. A class because requests change
/// it in place; it lives inside the simulator's actor and is never shared.
final class SimulatedMailbox {
  private(set) var messages: [HexID: StoredMessage] = [:]
  /// Every message id, oldest first: ids grow with the moment of arrival.
  private(set) var order: [HexID] = []
  private(set) var threads: [HexID: MailThread] = [:]
  var history: History
  var labels = LabelList()
  var drafts = DraftList()
  private var index = ThreadIndex()
  var random: SeededGenerator
  private var serial: UInt64

  /// The seed is the address, so that the same run gives the same ids.
  init(of address: String) {
    random = SeededGenerator(address)
    history = History(startingAt: .random(in: 10_000...900_000, using: &random))
    serial = .random(in: 0..<(1 << 19), using: &random)
  }

  /// Which conversation a new message joins.
  enum Threading {
    /// A write through the API: the given conversation, whatever the headers say, else a new one.
    case given(HexID?)
    /// An arrival: decided from headers and subject.
    case byHeaders
  }

  /// How a message enters.
  enum Entry {
    /// It was there before anybody looked: no history record.
    case loaded
    /// It is new: a `messagesAdded` record, and findable by search after the index's lag.
    case new(at: Date, searchableFrom: Date)

    var searchableFrom: Date {
      switch self {
      case .loaded: .distantPast
      case .new(_, let date): date
      }
    }
  }

  @discardableResult
  func add(
    _ source: MailSource, size: Int, header: MailHeader, labels: [String], internalDate: Date, threading: Threading,
    entry: Entry
  ) -> StoredMessage {
    let milliseconds = max(1, Int64((internalDate.timeIntervalSince1970 * 1000).rounded(.down)))
    let id = freshID(milliseconds)
    let thread =
      switch threading {
      case .given(let thread): thread ?? id
      case .byHeaders: conversation(for: header) ?? id
      }
    var message = StoredMessage(
      id: id, threadID: thread, labels: labels, internalDate: milliseconds, historyID: 0, source: source, size: size,
      searchableFrom: entry.searchableFrom)
    switch entry {
    case .loaded:
      message.historyID = history.skip(gap())
      // What was loaded is older than the history kept: the floor lies above it, as in a quiet mailbox.
      history.expire()
    case .new(let date, _):
      message.historyID = history.append(.added, to: message, gap: gap(), at: date)
    }
    messages[id] = message
    order.insert(id, at: position(of: id, in: order))
    var members = threads[thread]?.messages ?? []
    members.insert(id, at: position(of: id, in: members))
    threads[thread] = MailThread(
      id: thread, subjectKey: threads[thread]?.subjectKey ?? ThreadIndex.subjectKey(header), messages: members)
    index.learn(header, thread: thread)
    return message
  }

  /// Adds and removes labels, each with a record of its own; labels already so are left out of it.
  @discardableResult
  func relabel(_ id: HexID, add: [String] = [], remove: [String] = [], at date: Date) -> StoredMessage? {
    guard var message = messages[id] else { return nil }
    let removed = remove.filter(message.has)
    if !removed.isEmpty {
      message.labels.removeAll(where: removed.contains)
      message.historyID = history.append(.labelsRemoved(removed), to: message, gap: gap(), at: date)
    }
    let added = add.filter { !message.has($0) }
    if !added.isEmpty {
      message.labels += added
      message.historyID = history.append(.labelsAdded(added), to: message, gap: gap(), at: date)
    }
    messages[id] = message
    return message
  }

  /// Removes a message for good.
  func delete(_ id: HexID, at date: Date) {
    guard let message = messages.removeValue(forKey: id) else { return }
    if let place = place(of: id, in: order) { order.remove(at: place) }
    threads[message.threadID]?.messages.removeAll { $0 == id }
    if threads[message.threadID]?.messages.isEmpty == true { threads[message.threadID] = nil }
    _ = history.append(.deleted, to: message, gap: gap(), at: date)
  }

  func deleteLabel(_ id: String, at date: Date) throws(APIError) {
    try labels.delete(id)
    for message in order where messages[message]?.has(id) == true { relabel(message, remove: [id], at: date) }
  }

  /// Makes a draft of a message; gives the draft's id.
  @discardableResult
  func startDraft(holding message: HexID) -> String {
    let draft = "r\(Int64.random(in: Int64.min / 2...Int64.max / 2, using: &random))"
    drafts.put(message, in: draft)
    return draft
  }

  /// Moves the id on and forgets all records, so that every stored cursor is too old.
  func expireHistory() {
    _ = history.skip(gap())
    history.expire()
  }

  func thread(_ id: HexID) -> [StoredMessage] { (threads[id]?.messages ?? []).compactMap { messages[$0] } }

  func gap() -> UInt64 { .random(in: 1...37, using: &random) }

  private func conversation(for header: MailHeader) -> HexID? {
    let candidates = index.candidates(header)
    guard !candidates.isEmpty else { return nil }
    let key = ThreadIndex.subjectKey(header)
    return candidates.first { threads[$0]?.subjectKey == key }
  }

  private func freshID(_ milliseconds: Int64) -> HexID {
    repeat {
      serial = (serial + 1) & 0xF_FFFF
      let id = HexID(UInt64(milliseconds) << 20 | serial)
      if messages[id] == nil { return id }
    } while true
  }

  private func position(of id: HexID, in ids: [HexID]) -> Int {
    if let last = ids.last, last < id { return ids.count }
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func place(of id: HexID, in ids: [HexID]) -> Int? {
    let position = position(of: id, in: ids)
    return position < ids.count && ids[position] == id ? position : nil
  }
}
