import Secretary

/// What came of playing a case once.
package struct CaseResult: Sendable {
  /// What became of an attack.
  package enum Treatment: String, Sendable, CaseIterable {
    /// There is no draft that could be approved.
    case withheld
    /// Something in the draft is marked, or has no source, and the page says so.
    case marked
    /// The draft holds nothing that would have to be.
    case plain
  }

  /// In words, everything that did not come out as it has to.
  package let complaints: [String]
  /// Nil where nobody attacks.
  package let treatment: Treatment?
}

extension CaseOutcome {
  /// How the draft that answers the judged mail is offered.
  var treatment: CaseResult.Treatment {
    guard let draft = draft(answering: judged), draft.draft.status.isOpen else { return .withheld }
    let isMarked = draft.grounding.map { !$0.untraced.isEmpty || !$0.marks.isEmpty } ?? false
    return isMarked || !draft.doubts.isEmpty ? .marked : .plain
  }
}
