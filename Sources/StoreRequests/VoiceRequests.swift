package import Secretary

/// How the user writes, for a draft.
package protocol VoiceRequests: Sendable {
  /// In one language: in general, and to one person.
  func voice(in language: LetterLanguage, to person: EmailAddress) async throws(StorageError) -> Voice
}
