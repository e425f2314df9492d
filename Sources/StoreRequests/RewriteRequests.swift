package import Secretary

package import struct FoundationEssentials.Date

/// Drafts that somebody wants written again.
package protocol RewriteRequests: Sendable {
  /// Those that are due, oldest change first.
  func due(at moment: Date) async throws(StorageError) -> [DraftID]

  /// The draft as it is now, nil unless it is still to be written again.
  func draft(_ id: DraftID) async throws(StorageError) -> EmailDraft?

  /// Puts a new text in the place of `version`, as the next one, with what was found in it and how it is written. False, and nothing written, when the person has changed or
  /// decided it meanwhile, or switched the secretary off.
  func rewrite(
    _ id: DraftID, as text: DraftText, checks: DraftChecks?, style: LetterStyle?, version: Int
  ) async throws(StorageError) -> Bool

  /// Leaves the text as it was, and says why.
  func abandon(_ id: DraftID, notice: String) async throws(StorageError)
}

extension RewriteRequests {
  package func rewrite(_ id: DraftID, as text: DraftText, version: Int) async throws(StorageError) -> Bool {
    try await rewrite(id, as: text, checks: nil, style: nil, version: version)
  }
}
