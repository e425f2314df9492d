import Secretary

extension LetterLanguage {
  /// As pages call it.
  var name: String {
    switch self {
    case .english: "English"
    case .german: "German"
    case .french: "French"
    case .spanish: "Spanish"
    case .italian: "Italian"
    case .portuguese: "Portuguese"
    case .dutch: "Dutch"
    case .danish: "Danish"
    case .swedish: "Swedish"
    case .norwegian: "Norwegian"
    case .finnish: "Finnish"
    case .polish: "Polish"
    }
  }
}
