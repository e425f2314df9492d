import Database
import Secretary
import StoreRequests

struct LeasedVoice: VoiceRequests {
  let rows: LeasedRows

  func voice(in language: LetterLanguage, to person: EmailAddress) async throws(StorageError) -> Voice {
    let known = try await rows.read(
      WritingStyleRow.query, [SQLValue(rows.user), SQLValue(person.canonical)], as: WritingStyleRow.part)
    return [Voice](known).first { $0.language == language } ?? Voice(language)
  }
}
