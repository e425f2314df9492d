import Secretary

extension Judge {
  /// - Parameter correspondent: what is known of the mail with somebody.
  func judgement(
    of message: EmailMessage, in thread: EmailThread,
    asking correspondent: (EmailAddress) async throws -> Correspondent?
  ) async throws -> Judgement {
    var known: Correspondent?
    if let person = owner.correspondent(of: message) { known = try await correspondent(person) }
    return judgement(of: message, in: thread, correspondent: known)
  }
}
