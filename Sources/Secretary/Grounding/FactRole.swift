/// What a fact is said to be: the right amount in the place of another is as wrong as an invented one.
enum FactRole: String, Sendable {
  // Amounts
  case price, deposit, discount, shipping, tax, refund, penalty, budget, salary
  // Days and times
  case meeting, delivery, payment, start, end, deadline
  // Telephone numbers
  case mobile, landline, fax
  // Numbers
  case nights, persons, days, weeks, months, years, hours, minutes, kilometres, kilograms, pieces, rooms

  private static let amounts: Set<FactRole> = [
    .price, .deposit, .discount, .shipping, .tax, .refund, .penalty, .budget, .salary,
  ]
  private static let phones: Set<FactRole> = [.mobile, .landline, .fax]
  /// What cannot be one day. A delivery may have a deadline and a meeting a beginning.
  private static let apart: [Set<FactRole>] = [
    [.meeting, .delivery], [.meeting, .payment], [.delivery, .payment], [.start, .end],
  ]

  /// Which facts it can be said of.
  func suits(_ kind: Fact.Kind) -> Bool {
    switch kind {
    case .amount: Self.amounts.contains(self)
    case .date, .weekday, .time: Self.apart.contains { $0.contains(self) } || self == .deadline
    case .phone: Self.phones.contains(self)
    default: false
    }
  }

  /// Whether what is said of a fact in two places cannot both be so.
  static func conflict(_ one: Set<FactRole>, _ other: Set<FactRole>, on kind: Fact.Kind) -> Bool {
    guard !one.isEmpty, !other.isEmpty, one.isDisjoint(with: other) else { return false }
    switch kind {
    case .date, .weekday, .time: return apart.contains { !$0.isDisjoint(with: one) && !$0.isDisjoint(with: other) }
    default: return true
    }
  }

  // MARK: Words

  /// Roles a word names. The same word may name one of an amount and one of a day.
  static func roles(of word: String) -> [FactRole] {
    var roles = whole[word] ?? []
    guard word.utf8.count >= 4, let candidates = stems[String(word.prefix(4))] else { return roles }
    for (stem, role) in candidates where word.hasPrefix(stem) { roles.append(role) }
    return roles
  }

  /// What a number counts, by the word after it.
  static func unit(_ word: String) -> FactRole? { units[word] }

  private static let units: [String: FactRole] = table([
    (.nights, "night nights nacht nächte nächten nuit nuits noche noches notte notti übernachtungen"),
    (
      .persons,
      "person persons people guests personen leute gäste gästen personnes invités personas invitados persone ospiti participants teilnehmer adults erwachsene"
    ),
    (.days, "day days tag tage tagen jour jours día días giorno giorni werktage werktagen"),
    (.weeks, "week weeks woche wochen semaine semaines semana semanas settimana settimane"),
    (.months, "month months monat monate monaten mois mes meses mese mesi"),
    (.years, "year years jahr jahre jahren an ans années año años anno anni"),
    (.hours, "hour hours stunde stunden heure heures hora horas ora ore"),
    (.minutes, "minute minutes minuten min minuto minutos minuti"),
    (.kilometres, "km kilometer kilometres kilometers kilómetros chilometri kilomètres"),
    (.kilograms, "kg kilo kilos kilogramm"),
    (.pieces, "piece pieces items units stück pièces unités piezas unidades pezzi unità copies exemplare"),
    (.rooms, "room rooms zimmer chambre chambres habitación habitaciones camera camere stanze"),
  ])

  /// Words as they are.
  private static let whole: [String: [FactRole]] = {
    var words: [String: [FactRole]] = [:]
    let rows: [(FactRole, String)] = [
      (.tax, "vat tax taxes tva iva"), (.end, "end ends fin"), (.payment, "pay paid"), (.deadline, "due"),
      (.meeting, "call visit cita lunch dinner"), (.fax, "fax"),
      (.price, "rent rate cost costs betrag betrags rechnungsbetrag"),
      (.start, "arrive arrives arriving arrivo arrivée"),
    ]
    for (role, row) in rows { for word in TextPieces.folded(row) { words[word, default: []].append(role) } }
    return words
  }()

  /// Beginnings of words, found by their first four letters.
  private static let stems: [String: [(String, FactRole)]] = {
    var stems: [String: [(String, FactRole)]] = [:]
    for (role, row) in stemRows {
      for stem in TextPieces.folded(row) { stems[String(stem.prefix(4)), default: []].append((stem, role)) }
    }
    return stems
  }()

  private static let stemRows: [(FactRole, String)] = [
    (
      .price,
      "price total amount quote preis kostet kosten gesamt summe miete kaufpreis prix coute coût montant tarif loyer precio cuesta coste importe alquiler prezzo costa costo importo tariff affitto totale endpreis mietpreis"
    ),
    (.deposit, "deposit anzahlung kaution acompte arrhes caution fianza señal anticipo acconto cauzion caparra"),
    (.discount, "discount rebate rabatt nachlass skonto remise réduction rabais descuento rebaja sconto"),
    (.shipping, "shipping postage versand porto lieferkosten transport envío gastos spedizion trasport frais"),
    (.tax, "mwst mehrwertsteuer steuer taxe impuesto tassa imposta"),
    (.refund, "refund reimburs erstatt rückerstatt gutschrift rembours reembols devoluci rimbors"),
    (.penalty, "penalt mahngebühr vertragsstrafe strafgebühr pénalité multa penale recargo"),
    (.budget, "budget presupuest"),
    (.salary, "salar gehalt salaire sueldo stipendi"),
    (
      .meeting,
      "meeting appointment interview viewing termin treffen besprechung besichtigung gespräch telefonat rendez réunion visite entretien reunión visita llamada entrevista riunion appuntament incontr chiamata colloqui"
    ),
    (.delivery, "deliver shipment dispatch liefer geliefert zustell livraison livrer entrega consegn spedizion"),
    (
      .payment,
      "payment transfer zahlung bezahl überweis paiement virement payer pago pagar transferenc pagament bonific"
    ),
    (
      .start,
      "start begin arrival checkin beginn anreise ankunft einzug début commenc inicio empieza llegada comienz inizio inizia cominci"
    ),
    (
      .end,
      "finish departure checkout expires endet abreise abfahrt auszug départ sortie salida termina acaba partenza finisce"
    ),
    (.deadline, "deadline latest frist spätestens fällig abgabe délai limite échéance plazo vencimient scadenz entro"),
    (.mobile, "mobile mobil handy handynummer portable móvil cellulare"),
    (.landline, "landline festnetz fixe office büro bureau fijo fisso ufficio oficina"),
  ]

  private static func table(_ rows: [(FactRole, String)]) -> [String: FactRole] {
    var table: [String: FactRole] = [:]
    for (role, row) in rows { for word in TextPieces.folded(row) { table[word] = role } }
    return table
  }
}
