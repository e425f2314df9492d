/// By how much each fact makes an answer of the user's more or less likely: the one table of fixed weights. A user's own ways
/// enter through the facts, so the weights are the same for everybody. Round numbers on a wide plateau: a logistic regression that
/// is fitted to all mailboxes but one measures the same on that one (docs/drafting.md, Judging). The shares are of 1,122 mails to
/// five people, 171 of them answered.
enum ReplyWeights {
  // MARK: Thread

  /// 35 % of such mail was answered, 12 % of other.
  static let hasOwnMail = 1.5
  /// Told, not weighed: one such mail of 1,122.
  static let hasOwnPromise = 1.0
  /// Told, not weighed: 19 % of 26 mails against 15 %.
  static let hasOpenQuestion = 1.0
  /// Estimated: mail that is judged as it arrives has no answers yet.
  static let isAnsweredByAnother = 0.5
  /// 9 % against 16 %.
  static let isForward = 0.5
  /// None of 17.
  static let isOnlyThanks = 0.125
  /// 3 % against 15 %; of those triage has set aside the ones that ask nothing.
  static let isOnlyCopied = 0.25

  // MARK: Relation

  /// 31 % against 12 %.
  static let isGreeted = 2.0
  /// From people whom the user never wrote to: 2 % against 18 %. From others links are ordinary.
  static let bringsLinks = 0.5
  /// From people whom the user never wrote to. Estimated: of the measured mailboxes' mail hardly any is one.
  static let isColdOffer = 0.3
  /// Mails that everybody is taken to have sent before the first: one was answered and four were not. So few mails say little.
  static let assumedAnswers = 1.0
  static let assumedUnanswered = 4.0
  /// The same for the user's mails to somebody, and theirs.
  static let assumedWritten = 1.0
  static let assumedReceived = 2.0
  /// What habit and balance of somebody new come to, and a little above: what a history is measured against.
  static let usualRelation = 0.2

  /// Answers that a draft which the user asked for counts as, and unanswered mail that a dismissed one does. Estimated: of the
  /// measured mailboxes nobody knows either.
  static let wish = 3.0
  static let dismissal = 2.0

  // MARK: Reading

  /// All four are estimated: they are what a verdict of a good model seems worth, and no more than one other strong fact.
  static let readAsNeedsReply = 2.5
  static let readAsWaiting = 1.0
  static let readAsInformation = 0.4
  static let readAsDone = 0.25

  // MARK: Score

  /// Odds of an answer to an ordinary message.
  static let usualOdds = 0.18
}
