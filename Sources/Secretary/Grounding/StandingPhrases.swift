/// Phrases that pay, guarantee or commit, in the five languages. `*` stands for the rest of a word, `…` for up to three words.
enum StandingPhrases {
  private struct Phrase {
    let kind: StandingMark.Kind
    let parts: [Substring]
  }

  private static let gap = 3

  static func marks(in text: TextPieces) -> [StandingMark] {
    let pieces = text.pieces
    var marks: [StandingMark] = []
    var free: [StandingMark.Kind: Int] = [:]
    for last in pieces.indices where pieces[last].kind == .word {
      guard let candidates = byEnd[beginning(pieces[last].word)] else { continue }
      for phrase in candidates {
        guard let start = start(of: phrase, in: pieces, to: last), start >= free[phrase.kind] ?? 0,
          !isNegated(start..<(last + 1), in: pieces)
        else { continue }
        let range = pieces[start].range.lowerBound..<pieces[last].range.upperBound
        marks.append(StandingMark(kind: phrase.kind, range: range, text: text.text(range)))
        free[phrase.kind] = last + 1
      }
    }
    return marks
  }

  /// Where a phrase begins that ends with that piece.
  private static func start(of phrase: Phrase, in pieces: [TextPieces.Piece], to last: Int) -> Int? {
    var index = last
    var (skipped, canSkip) = (0, false)
    var found = last
    for part in phrase.parts.reversed() {
      if part == "…" {
        (canSkip, skipped) = (true, 0)
        continue
      }
      while true {
        // `j'accepte` and `I'll` are two words.
        while index >= 0, pieces[index].kind == .mark, pieces[index].word == "'" { index -= 1 }
        guard index >= 0, pieces[index].kind != .mark else { return nil }
        if matches(pieces[index].word, part) { break }
        guard canSkip, skipped < gap, pieces[index].gap != .emptyLine else { return nil }
        skipped += 1
        index -= 1
      }
      found = index
      canSkip = false
      index -= 1
    }
    return found
  }

  private static func beginning(_ word: some StringProtocol) -> String {
    String(String.UnicodeScalarView(word.unicodeScalars.prefix(3)))
  }

  private static func matches(_ word: String, _ part: Substring) -> Bool {
    part.last == "*" ? word.hasPrefix(part.dropLast()) : word == part
  }

  // MARK: Negation

  private static let negators = TextPieces.folded(
    "not never cannot nicht nie kein keine keinen keinerlei ne pas jamais non aucune aucun no nunca ningún ninguna mai nessuna nessun t unable unfortunately"
  )
  private static let only = TextPieces.folded("only nur seulement solo sólo solamente soltanto")

  /// Whether the words just before or after it, up to the next mark, deny it.
  private static func isNegated(_ range: Range<Int>, in pieces: [TextPieces.Piece]) -> Bool {
    func isNegator(_ index: Int) -> Bool {
      guard negators.contains(pieces[index].word) else { return false }
      return !(index + 1 < pieces.count && only.contains(pieces[index + 1].word))
    }
    if range.contains(where: isNegator) { return true }
    for index in (max(0, range.lowerBound - 2)..<range.lowerBound).reversed() {
      if pieces[index].kind == .mark, pieces[index].word != "'" { break }
      if isNegator(index) { return true }
    }
    for index in range.upperBound..<max(range.upperBound, min(pieces.count, range.upperBound + 2)) {
      if pieces[index].kind == .mark { break }
      if ["nicht", "pas", "keine", "keinen", "kein", "not", "nicht", "aucun", "aucune", "nessuna", "ninguna"].contains(
        pieces[index].word), isNegator(index)
      {
        return true
      }
    }
    return false
  }

  // MARK: The phrases

  /// By the first three letters of their last word, which is mostly the verb.
  private static let byEnd: [String: [Phrase]] = {
    var table: [String: [Phrase]] = [:]
    for (kind, list) in lists {
      for phrase in list.split(whereSeparator: { $0 == "|" || $0 == "\n" }) {
        let parts = phrase.split(separator: " ").map { part -> Substring in
          guard part != "…" else { return part }
          let word = TextPieces(String(part)).pieces[0].word
          return Substring(part.last == "*" ? word + "*" : word)
        }
        guard let last = parts.last else { continue }
        table[beginning(last.filter { $0 != "*" }), default: []].append(Phrase(kind: kind, parts: parts))
      }
    }
    return table
  }()

  private static let lists: [(StandingMark.Kind, String)] = [
    (
      .account,
      """
      new bank details|new account|bank details have changed|changed bank|neue bankverbindung|neuen bankverbindung|neue kontonummer
      neues konto|neue kontoverbindung|nouvelles coordonnées bancaires|nouveau rib|nouveau compte|nueva cuenta|nuevos datos bancarios
      nuove coordinate bancarie|nuovo conto|nuovo iban
      """
    ),
    (
      .payment,
      """
      i … pay|i … paid|we … pay|we … paid|i … transfer*|we … transfer*|payment … sent|payment … made|payment has been|payment will be
      i … wire|we … wire|will be paid|have been paid|has been paid|make the payment|made the payment|we … reimburse|i … reimburse
      we … refund|i … refund|you … receive … refund|pay you|send you the money
      ich überweis*|wir überweis*|werde … überweisen|werden … überweisen|habe … überwiesen|haben … überwiesen|überweise ich|überweisen wir
      wurde überwiesen|wird überwiesen|ich … bezahl*|wir … bezahl*|ich zahle|wir zahlen|zahle ich|zahlen wir|werde … zahlen|werden … zahlen
      werde … bezahlen|werden … bezahlen|habe … bezahlt|haben … bezahlt|zahlung … veranlasst|zahlung … angewiesen|begleiche ich|ich begleiche
      wir begleichen|begleichen wir|erstatten … ihnen|wir erstatten|ich erstatte|habe … gezahlt|haben … gezahlt
      je … paye|je … paie|je paierai|nous paierons|nous payons|nous … payer|je … payer|j ai payé|avons payé|j … viré|avons viré
      j effectue … virement|je … virement|nous … virement|virement … effectué|virement a été|paiement … effectué|paiement a été
      je … règle|je réglerai|nous réglerons|nous réglons|je … régler|nous … régler|je … verser*|nous … verser*|nous … rembours*|je … rembours*
      pagaré|pagaremos|pagamos|voy a pagar|vamos a pagar|he pagado|hemos pagado|transferiré|transferiremos|he transferido|hemos transferido
      haré … transferencia|haremos … transferencia|he hecho … transferencia|hemos hecho … transferencia|realizaré … pago|realizaremos … pago
      realizaré … transferencia|abonaré|abonaremos|hemos abonado|reembolsaremos|reembolsaré|pago realizado|el pago se ha
      pagherò|pagheremo|paghiamo|pago io|ho pagato|abbiamo pagato|farò … bonifico|faremo … bonifico|ho … bonifico|abbiamo … bonifico|effettuerò … pagamento
      effettueremo … pagamento|effettuerò … bonifico|effettueremo … bonifico|verserò|verseremo|rimborseremo|rimborserò|provvederò … pagamento
      provvederemo … pagamento|pagamento effettuato
      """
    ),
    (
      .guarantee,
      """
      i guarantee|we guarantee|guaranteed|guarantee that|i promise|we promise|i assure|we assure|you have my word|we warrant|i warrant
      liability for|assume liability|we are liable
      ich garantiere|wir garantieren|garantiere ich|garantieren wir|garantiert|ich verspreche|wir versprechen|verspreche ich|versprechen wir
      ich versichere|wir versichern|versichere ich|sichere … zu|sichern … zu|zugesichert|wir haften|haften wir|hafte ich|gewährleisten
      je … garantis|nous … garantissons|est garanti*|sont garanti*|je … promets|nous … promettons|je … assure que|nous … assurons|je m engage
      nous nous engageons
      garantizo|garantizamos|está garantizad*|prometo|prometemos|le aseguro|les aseguro|te aseguro|le aseguramos|me comprometo|nos comprometemos
      garantisco|garantiamo|è garantit*|sono garantit*|prometto|promettiamo|le assicuro|vi assicuro|ti assicuro|assicuriamo|mi impegno|ci impegniamo
      """
    ),
    (
      .commitment,
      """
      i … accept|we … accept|accept your|accept the|i … agree|we … agree|agreed to|i confirm|we confirm|hereby confirm|i … hereby|we … hereby|confirm the order
      confirm the booking|you have a deal|it s a deal|i ll take it|we ll take it|we ll order|i ll order|i … order|we … order|order placed|order is placed|placed … order
      please proceed|go ahead with|you can go ahead|please go ahead|sign* the contract|i … sign|we … sign|i ll book|we ll book|i have booked|we have booked|i commit|we commit
      are committed|consider it done|approved|i approve|we approve
      ich akzeptiere|wir akzeptieren|akzeptiere ich|akzeptieren wir|nehme … an|nehmen … an|ich bestätige|wir bestätigen|bestätige ich|bestätigen wir|hiermit
      ich stimme … zu|wir stimmen … zu|stimme ich|stimmen wir|stimme … zu|stimmen … zu|einverstanden|ich bestelle|wir bestellen|bestelle ich|bestellen wir|habe … bestellt|haben … bestellt
      ich buche|wir buchen|buche ich|buchen wir|habe … gebucht|haben … gebucht|ich sage … zu|wir sagen … zu|sage … zu|zugesagt|erteile … auftrag|erteilen … auftrag|beauftrag*
      ich unterschreibe|wir unterschreiben|unterschreibe ich|verbindlich|genehmige*|ich nehme das|abgemacht
      j accepte|nous acceptons|je … accepte|nous … acceptons|je confirme|nous confirmons|je … confirme|nous … confirmons|par la présente|d accord pour|suis d accord|sommes d accord|marché conclu
      je commande|nous commandons|j ai commandé|avons commandé|je passe … commande|nous passons … commande|je réserve|nous réservons|j ai réservé|avons réservé|je signe|nous signons|je valide|nous validons
      bon pour accord|j approuve|nous approuvons
      acepto|aceptamos|confirmo|confirmamos|por la presente|estoy de acuerdo|estamos de acuerdo|de acuerdo con|trato hecho|hago … pedido|hacemos … pedido|he hecho … pedido|hemos hecho … pedido|pido
      encargo|encargamos|reservo|reservamos|he reservado|hemos reservado|firmo|firmamos|firmaré|firmaremos|apruebo|aprobamos|me quedo con|nos quedamos con|aceptaré|aceptaremos|confirmaré
      accetto|accettiamo|confermo|confermiamo|con la presente|sono d accordo|siamo d accordo|d accordo per|affare fatto|ordino|ordiniamo|ho ordinato|abbiamo ordinato|prenoto|prenotiamo|ho prenotato
      abbiamo prenotato|firmo|firmiamo|firmerò|approvo|approviamo|accetterò|accetteremo|lo prendo|procediamo con|procedo con|do conferma
      """
    ),
  ]
}
