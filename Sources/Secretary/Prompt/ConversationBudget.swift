/// How much of a conversation a writer is given: Unicode scalars of text, names and marks not counted. Pure.
///
/// The message to answer is given whole, of the one that opened the conversation its beginning, of all others at least a
/// little. What these leave goes to the newest first: the mail before the question says most of what it is about.
enum ConversationBudget {
  /// All texts together.
  static let total = 14_000
  /// The message to answer, half of it from its end, where the question usually is: a letter of two pages is given whole.
  static let latest = 8_000
  /// The beginning of the first one, which says what the conversation is about.
  static let opening = 1_000
  /// What each of the others has in any case.
  static let least = 500
  /// Messages shown in full: the first and the newest. With these the total is never exceeded.
  static let mostMessages = 12

  /// - Parameters:
  ///   - lengths: of at most `mostMessages` texts, oldest first.
  ///   - answered: the one to answer.
  static func shares(of lengths: [Int], answering answered: Int) -> [Int] {
    var shares = lengths.map { min($0, least) }
    if answered > 0 { shares[0] = min(lengths[0], opening) }
    shares[answered] = min(lengths[answered], latest)
    var left = total - shares.reduce(0, +)
    for index in lengths.indices.reversed() where index > 0 && index != answered {
      let more = min(lengths[index] - shares[index], left / 2)
      shares[index] += more
      left -= more
    }
    return shares
  }
}
