/// What a text asks for without a question mark: "Please send me the file by Friday." Known in the five languages that facts are
/// read in, by the words with which people ask.
enum Requests {
  /// Questions and requests, as they stand there and in their order. One pass.
  static func made(in text: some StringProtocol) -> [String] {
    Questions.asked(in: text, andOthers: isRequest)
  }

  /// Whether a sentence asks somebody to do something. What only sounds so, as closings and hints do, is none.
  private static func isRequest(_ sentence: String) -> Bool {
    let words = TextWords(sentence)
    guard !closings.occurs(in: words) else { return false }
    if asks(words.words[...]) { return true }
    // What begins with the verb, behind a greeting or not.
    let lines = sentence.unicodeScalars.split(separator: "\n").map { String($0) }
    return lines.first { !isGreeting($0) }.map { beginnings.starts(TextWords($0)) } ?? false
  }

  private static func asks(_ words: ArraySlice<String>) -> Bool {
    var rest = words
    while let ask = asking.first(in: rest) {
      guard let hint = hints.first(in: rest[ask.lowerBound...]), hint.lowerBound == ask.lowerBound else { return true }
      rest = rest[hint.upperBound...]
    }
    return false
  }

  /// A line of its own above a letter: "Hi Ada,".
  private static func isGreeting(_ line: String) -> Bool {
    line.trimmed.utf8.last == UInt8(ascii: ",") && TextWords(line).words.count <= 4
  }

  /// Wherever they stand.
  private static let asking = PhraseList([
    "please", "could you", "would you", "kindly", "let me know", "let us know", "i need you to", "we need you to",
    "i would appreciate", "i'd appreciate", "i would be grateful", "i'd be grateful",
    "bitte", "könntest du", "könntet ihr", "könnten sie", "würdest du", "würden sie", "gib mir bescheid",
    "geben sie mir bescheid", "sag mir bescheid", "lass mich wissen", "lassen sie mich wissen", "ich wäre dankbar",
    "ich wäre dir dankbar", "ich wäre ihnen dankbar",
    "merci de", "merci d", "veuillez", "s'il vous plaît", "s'il te plaît", "s'il vous plait", "s'il te plait", "svp",
    "stp",
    "je vous prie de", "je te prie de", "prière de", "pourriez vous", "pourrais tu", "pouvez vous", "peux tu",
    "faites moi savoir", "fais moi savoir", "tenez moi au courant", "tiens moi au courant", "je vous saurais gré",
    "por favor", "le ruego", "te ruego", "le pido que", "te pido que", "podrías", "podría usted", "hazme saber",
    "hágame saber", "le agradecería", "te agradecería", "le agradeceré",
    "per favore", "per cortesia", "per piacere", "ti prego di", "la prego di", "vi prego di", "le chiedo di",
    "ti chiedo di",
    "vi chiedo di", "potresti", "fammi sapere", "mi faccia sapere", "fatemi sapere", "le sarei grato", "le sarei grata",
    "ti sarei grato", "ti sarei grata", "si prega di",
  ])

  /// Where a sentence begins.
  private static let beginnings = PhraseList([
    "send me", "send us", "give me", "tell me", "call me", "remind me", "get back to me", "bring me", "can you",
    "schick mir", "schicke mir", "schickt mir", "schicken sie mir", "schicken sie uns", "schick uns", "sende mir",
    "senden sie mir", "senden sie uns", "gib mir", "geben sie mir", "sag mir", "sagen sie mir", "ruf mich",
    "rufen sie mich",
    "melde dich", "melden sie sich", "kannst du", "können sie",
    "envoyez moi", "envoie moi", "envoyez nous", "dites moi", "dis moi", "donnez moi", "donne moi", "appelez moi",
    "appelle moi", "rappelez moi", "rappelle moi", "confirmez moi",
    "envíame", "enviame", "envíeme", "envíanos", "envíenos", "mándame", "mandame", "mándeme", "dime", "dígame",
    "avísame",
    "avíseme", "llámame", "llámeme", "confírmame", "confírmeme",
    "mandami", "mi mandi", "inviami", "mi invii", "inviaci", "dimmi", "mi dica", "chiamami", "mi chiami", "avvisami",
    "mi avvisi", "confermami", "mi confermi",
  ])

  /// What goes with a letter, and how letters end: the same words, and nothing is asked by them.
  private static let hints = PhraseList([
    "please be assured", "please keep in mind", "please refer to", "please visit", "please click",
    "please find", "please see", "please note", "please be advised", "please be aware", "please accept",
    "please excuse",
    "please ignore", "please disregard", "please feel free", "please do not reply", "please don't reply",
    "please do not answer", "bitte beachten", "bitte beachte", "bitte entschuldige", "bitte entschuldigen",
    "bitte um verständnis", "bitte um ihr verständnis", "bitte um dein verständnis", "bitte um entschuldigung",
    "bitte um nachsicht", "bitte nicht antworten", "bitte antworten sie nicht", "bitte sehr", "bitte schön",
    "merci de votre", "merci de ton", "merci de ta", "merci de tes", "merci de vos", "merci de l", "merci d'avance",
    "merci d'avoir", "merci de m'avoir", "merci de nous avoir", "veuillez agréer", "veuillez recevoir",
    "veuillez croire",
    "veuillez trouver", "veuillez noter", "veuillez excuser", "veuillez accepter", "je vous prie de croire",
    "je vous prie de recevoir", "je vous prie de trouver", "je vous prie de bien vouloir agréer",
    "je vous prie de m'excuser", "por favor no responda", "por favor tenga en cuenta", "si prega di non rispondere",
    "la prego di accettare", "la prego di scusare", "ti prego di scusare",
  ])

  /// What makes a sentence an offer, whatever else is in it.
  private static let closings = PhraseList([
    "not the intended recipient", "message in error", "email in error", "e-mail in error", "mail by error",
    "par erreur",
    "irrtümlich", "por error", "per errore", "further assistance", "be of assistance", "be of help",
    "yes please", "any questions", "any question", "any further questions", "any other questions", "anything else",
    "need anything", "not hesitate", "don't hesitate", "bei fragen", "bei rückfragen", "fragen haben", "fragen hast",
    "noch fragen", "bitte zögern", "hésitez pas", "hésite pas", "des questions", "no dude en", "no dudes en",
    "alguna pregunta", "alguna duda", "cualquier duda", "cualquier pregunta", "non esiti", "non esitare",
    "qualsiasi domanda", "eventuali domande", "altre domande",
  ])
}
