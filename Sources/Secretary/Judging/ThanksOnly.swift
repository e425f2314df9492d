/// Mails that end a conversation: "Thanks!", "Passt, danke", "OK, see you there".
enum ThanksOnly {
  /// Words that a text of thanks or consent has at most, a name and a greeting among them.
  private static let mostWords = 15

  /// It begins so, is short, and asks nothing.
  static func isAllOf(_ text: String) -> Bool {
    // A letter in a script without blanks has a word for each character.
    let start = text.trimmed.scalars(longestText)
    guard start.utf8.count == text.trimmed.utf8.count, !Questions.occur(in: start) else { return false }
    let words = TextWords(start).words
    guard words.count <= mostWords, let first = openings.first(in: words[...]) else { return false }
    return first.lowerBound <= 1
  }

  private static let longestText = 200

  private static let openings = PhraseList([
    "thanks", "thank you", "thx", "many thanks", "ok", "okay", "great", "perfect", "got it", "will do", "sounds good",
    "danke", "dankeschön", "vielen dank", "besten dank", "herzlichen dank", "alles klar", "passt", "super",
    "merci", "merci beaucoup", "d'accord", "parfait", "gracias", "muchas gracias", "de acuerdo", "perfecto", "vale",
    "grazie", "va bene", "perfetto", "obrigado", "obrigada", "bedankt", "dank je", "dank u", "prima", "tack", "tak",
    "takk", "kiitos", "dziękuję", "dzięki", "děkuji", "díky", "köszönöm", "mulțumesc", "спасибо", "дякую",
    "благодаря",
    "ευχαριστώ", "teşekkürler", "teşekkür ederim", "ありがとう", "了解", "谢谢", "好的", "감사합니다", "고맙습니다",
  ])
}
