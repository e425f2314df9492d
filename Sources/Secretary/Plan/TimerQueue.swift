/// The moments at which something falls due, soonest first: a binary heap, so that ten thousand workers cost no scan.
/// Entries are never removed early; whoever takes one out checks whether it still means anything.
struct TimerQueue: Sendable {
  private var heap: [(at: Moment, user: UserID)] = []

  var soonest: Moment? { heap.first?.at }

  mutating func add(_ user: UserID, at moment: Moment) {
    heap.append((moment, user))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].at < heap[parent].at else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes out the soonest entry that is due, if any.
  mutating func next(at now: Moment) -> (at: Moment, user: UserID)? {
    guard let first = heap.first, first.at <= now else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      var smallest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].at < heap[smallest].at {
        smallest = child
      }
      if smallest == parent { return first }
      heap.swapAt(parent, smallest)
      parent = smallest
    }
  }
}

/// First in, first out, each in constant time.
struct Queue<Element: Sendable>: Sendable {
  private var items: [Element?] = []
  private var head = 0

  var isEmpty: Bool { head == items.count }
  var first: Element? { isEmpty ? nil : items[head] }

  mutating func append(_ element: Element) { items.append(element) }

  mutating func popFirst() -> Element? {
    guard !isEmpty else { return nil }
    let element = items[head]
    items[head] = nil
    head += 1
    if head > 64, head * 2 > items.count {
      items.removeFirst(head)
      head = 0
    }
    return element
  }
}
