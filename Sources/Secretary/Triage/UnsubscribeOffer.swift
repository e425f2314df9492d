/// The words with which a newsletter lets people leave it. Mail to many has to offer this (CAN-SPAM §7704, the European
/// directive 2002/58/EC article 13), also where it carries none of the list headers.
enum UnsubscribeOffer {
  /// Whether the text offers it, as opposed to a person's asking for it: "How do I unsubscribe?", "please unsubscribe me".
  static func isMade(in text: TextWords) -> Bool {
    var rest = text.words[...]
    while let found = phrases.first(in: rest) {
      let before = text.words[max(0, found.lowerBound - 5)..<found.lowerBound]
      let after = text.words[found.upperBound..<min(text.words.count, found.upperBound + 3)]
      if !before.contains(where: persons.contains), !after.contains(where: persons.contains) { return true }
      rest = text.words[found.upperBound...]
    }
    return false
  }

  private static let persons: Set<String> = ["i", "me", "could", "can", "mich", "ich", "je", "moi", "mij", "yo"]

  private static let phrases = PhraseList([
    // English
    "unsubscribe", "unsubscribing", "you are receiving this", "you're receiving this",
    "you received this email because",
    "you received this message because", "you have received this email because", "no longer wish to receive",
    "do not wish to receive", "don't wish to receive", "no longer want to receive", "prefer not to receive",
    "stop receiving these", "stop receiving emails", "manage your preferences", "manage preferences",
    "update your preferences", "email preferences", "manage your subscription", "cancel your subscription",
    "to be removed from", "remove yourself from", "removed from our mailing list", "removed from this list",
    "opt out of receiving", "opt out of these", "opt-out link", "click here to opt out",
    // German, Dutch
    "newsletter abbestellen", "newsletter abmelden", "vom newsletter", "hier abmelden", "abbestellen",
    "keine weiteren e-mails", "keine e-mails mehr", "austragen", "sie erhalten diese e-mail", "uitschrijven",
    "afmelden",
    "u ontvangt deze", "wilt u geen",
    // French, Spanish, Italian, Portuguese, Catalan, Romanian
    "se désabonner", "vous désabonner", "se désinscrire", "vous désinscrire", "désabonnement", "désinscription",
    "ne plus recevoir", "vous recevez cet", "vous recevez ce", "darse de baja", "darte de baja", "dar de baja",
    "cancelar la suscripción", "cancelar suscripción", "anular la suscripción", "dejar de recibir", "no desea recibir",
    "cancellare l'iscrizione", "cancella iscrizione", "annulla iscrizione", "annullare l'iscrizione", "disiscriverti",
    "disiscriversi", "disiscrizione", "cancellarti", "non ricevere più", "cancelar a inscrição", "cancelar inscrição",
    "cancelar subscrição", "cancelar a subscrição", "descadastrar", "deixar de receber", "não deseja receber",
    "donar-se de baixa",
    "dezabonare", "dezabonați", "nu mai doriți să primiți",
    // Swedish, Danish, Norwegian, Finnish, Icelandic, Estonian, Latvian, Lithuanian
    "avregistrera", "avsluta prenumerationen", "avprenumerera", "avanmäl", "frameld", "afmeld", "avmeld",
    "meld deg av", "peruuta tilaus", "peru tilaus", "peruuta uutiskirje", "lopeta tilaus", "afskrá",
    "loobu uudiskirjast",
    "atteikties no", "atsisakyti naujienlaiškio", "atsisakyti prenumeratos",
    // Polish, Czech, Slovak, Hungarian, Slovenian, Croatian
    "wypisać się", "wypisz się", "zrezygnować z subskrypcji", "rezygnacja z subskrypcji", "odhlásit odběr",
    "odhlásit se z",
    "odhlásit z odběru", "odhlásiť sa z", "odhlásiť odber", "leiratkozás", "leiratkozhat", "leiratkozni", "odjava od",
    "odjavite se", "odjavi se",
    // Russian, Ukrainian, Bulgarian, Serbian
    "отписаться", "отказаться от рассылки", "отказаться от подписки", "відписатися", "отпишете се", "отписване",
    "одјавите се",
    // Greek, Turkish, Hebrew, Arabic, Persian
    "διαγραφή από τη λίστα", "κατάργηση εγγραφής", "διαγραφείτε", "abonelikten çık", "abonelikten çıkmak",
    "listeden çık", "listeden çıkmak", "להסרה", "הסרה מרשימת", "إلغاء الاشتراك", "الغاء الاشتراك", "لغو اشتراک",
    // Japanese, Chinese, Korean, Thai, Vietnamese, Indonesian
    "配信停止", "配信を停止", "配信解除", "購読解除", "退会", "退订", "取消订阅", "取消訂閱", "수신거부", "수신 거부", "ยกเลิกการรับ",
    "ยกเลิกการสมัคร", "hủy đăng ký", "berhenti berlangganan",
  ])
}
