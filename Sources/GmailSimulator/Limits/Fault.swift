/// One scripted misbehaviour: which requests it meets, how often, and what it does.
package struct Fault: Sendable {
  package enum Moment: String, Sendable {
    /// Nothing has been done when the answer goes wrong.
    case before
    /// The request was carried out, and only the answer goes wrong.
    case after
  }

  package var kind: Kind
  package var moment: Moment
  /// The HTTP method, or nil for any.
  package var method: String?
  /// A path, in which `*` stands for anything; or nil for any. `/token` and the chat model's path count too.
  package var path: String?
  package var account: String?
  /// How many requests it meets; nil until it is cleared.
  package var times: Int?
  /// How many matching requests pass first.
  package var skip: Int
  /// The share of matching requests it meets.
  package var probability: Double

  package init(
    _ kind: Kind, _ moment: Moment = .before, method: String? = nil, path: String? = nil, account: String? = nil,
    times: Int? = 1, skip: Int = 0, probability: Double = 1
  ) {
    self.kind = kind
    self.moment = moment
    self.method = method
    self.path = path
    self.account = account
    self.times = times
    self.skip = skip
    self.probability = probability
  }

  func matches(_ request: SimulatedRequest, account: String?) -> Bool {
    (method == nil || method == request.method)
      && (self.account == nil || self.account == account)
      && (path.map { Self.glob($0[...], matches: request.path[...]) } ?? !request.path.hasPrefix("/control"))
  }

  private static func glob(_ pattern: Substring, matches text: Substring) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return pattern == text }
    guard text.hasPrefix(pattern[..<star]) else { return false }
    let rest = pattern[pattern.index(after: star)...]
    if rest.isEmpty { return true }
    var tail = text.dropFirst(pattern[..<star].count)
    while true {
      if glob(rest, matches: tail) { return true }
      if tail.isEmpty { return false }
      tail.removeFirst()
    }
  }
}

/// The queue of scripted faults; the first that matches acts.
struct FaultQueue {
  private(set) var faults: [Fault] = []
  private var random = SeededGenerator("faults")

  mutating func add(_ fault: Fault) { faults.append(fault) }

  mutating func clear() { faults = [] }

  mutating func take(_ request: SimulatedRequest, account: String?) -> Fault? {
    for index in faults.indices where faults[index].matches(request, account: account) {
      if faults[index].skip > 0 {
        faults[index].skip -= 1
        continue
      }
      guard faults[index].probability >= 1 || .random(in: 0..<1, using: &random) < faults[index].probability else {
        continue
      }
      let fault = faults[index]
      if let times = fault.times {
        if times <= 1 { faults.remove(at: index) } else { faults[index].times = times - 1 }
      }
      return fault
    }
    return nil
  }
}
