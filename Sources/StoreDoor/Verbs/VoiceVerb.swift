import Secretary
import StoreRequests

/// What can be asked about the user's voice: `VoiceRequests`, as values.
enum VoiceVerb: Sendable, Codable {
  case voice(in: LetterLanguage, to: EmailAddress)

  func asked(of voice: any VoiceRequests) async throws(StorageError) -> Answer {
    switch self {
    case .voice(let language, let person): Answer(try await voice.voice(in: language, to: person))
    }
  }
}

struct DistantVoice: VoiceRequests {
  let line: StoreLine

  func voice(in language: LetterLanguage, to person: EmailAddress) async throws(StorageError) -> Voice {
    try await line.ask(.voice(.voice(in: language, to: person)))
  }
}
