/// Local parts that nobody reads mail at: `no-reply`, `mailer-daemon`, `ne-pas-repondre` and their like (RFC 3834 §2).
enum UnattendedAddresses {
  /// Whether a local part, in lower case, is one. Compared by whole words, so that `bouncer` is a person, and by what
  /// neighbouring words make together, so that it is the same with `-`, `_`, `.` or nothing between them.
  static func contains(_ localPart: String) -> Bool {
    if SenderNames.isListSoftware(localPart) || programs.contains(localPart) { return true }
    // A house may be called so: who bounces mail has a token in the address, or more than one.
    if localPart == "bounce" { return false }
    let words = localPart.scalars(TriageSubject.longestValue).split { !$0.isLetter }.map(String.init)
    return words.indices.contains { start in
      var run = ""
      for word in words[start...].prefix(longestRun) {
        run += word
        if names.contains(run) { return true }
      }
      return openings.contains { words[start].hasPrefix($0) }
    }
  }

  /// Words in the longest of `names`: `do-not-reply-to-this`, `please-do-not-reply`.
  private static let longestRun = 4

  /// Whole local parts only: `pat.mailman` is a person.
  private static let programs: Set<String> = [
    "nobody", "listserv", "majordomo", "mailman", "listmaster", "www-data",
  ]

  /// No name of a person begins like these: `noreplybank` is what it says.
  private static let openings = ["noreply", "donotreply"]

  private static let names: Set<String> = Set(
    [
      // Mail systems and programs.
      "mailerdaemon postmaster bounce bounces notification notifications autoconfirm autoconfirmation autoreply",
      "autoresponse autoresponder automailer automated shipconfirm orderconfirm orderconfirmation accountupdate",
      "accountupdates orderupdate orderupdates shipmenttracking returnreceipt",
      // "Do not answer", in the languages its senders write it in.
      "noreply noreplies donotreply dontreply pleasedonotreply notreply noresponse donotrespond noanswer donotanswer",
      "unmonitored unattended",
      "nichtantworten keineantwort keineantworten",
      "nepasrepondre pasdereponse sansreponse",
      "noresponder noresponda norespondas nocontestar nocontestes sinrespuesta norespuesta",
      "naoresponda naoresponder naoresponde semresposta",
      "nonrispondere nonrispondete nessunarisposta norispondere",
      "nietbeantwoorden nietantwoorden nietreageren geenantwoord geenreactie",
      "svarainte svarej ejsvar ingetsvar svaraej",
      "svarikke ikkesvar ingensvar besvarikke",
      "alavastaa eivastausta eivastata",
      "nieodpowiadaj nieodpowiadac prosimynieodpowiadac bezodpowiedzi",
      "neodpovidat neodpovidejte bezodpovedi neodpovedat neodpovedajte",
      "nevalaszoljon nevalaszolj nincsvalasz",
      "nuraspunde nuraspundeti fararaspuns",
      "neotgovaryai neotgovaryaite neodgovaraj neodgovarajte neodgovarjaj",
      "neotvechat neotvechay neotvechayte nevidpovidaty nevidpovidayte",
      "yanitlamayin yanitlamayiniz yanitlama cevaplamayin cevaplamayiniz cevapsiz",
      "minapantate minapantisete",
      "norespondre noresponguis norespongueu neatsakyti neatsakykite neatbildet mittevastata",
      "jangandibalas tidakdibalas",
    ].flatMap { $0.split(separator: " ").map(String.init) })
}
