extension FactReader {
  static let phoneWords = TextPieces.folded(
    """
    tel telefon telefonnummer phone telephone mobile mobil mobilnummer handy handynummer fax call cell rufnummer durchwahl
    erreichen reach anrufen téléphone portable joindre appeler fixe teléfono móvil llamar telefono cellulare chiamare whatsapp
    festnetz hotline chiamarmi appelez llámame
    """)
  private static let countedThings = TextPieces.folded(
    """
    order invoice rechnung rechnungsnummer bestellung bestellnummer auftrag kundennummer ticket ref reference facture commande
    factura pedido fattura ordine booking buchung réservation reserva prenotazione vorgang aktenzeichen case
    """)
  /// Country codes of one and of two digits; all others have three (ITU-T E.164).
  private static let shortCodes = TextPieces.folded(
    """
    1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91
    92 93 94 95 98
    """)

  private static let withinPhone: Set<String> = ["-", "/", ".", "("]

  mutating func readPhone() -> Bool {
    var next = index
    var isAbroad = false
    if isMark(index, "+"), isClose(index + 1) {
      isAbroad = true
      next += 1
    } else if isMark(index, "(") {
      next += 1
    }
    guard let first = digits(next, upTo: 20), next == index || isClose(next) else { return false }
    let isCalled = isAfter(Self.phoneWords, within: 5)
    // Most numbers are none: they begin neither with a zero nor with a group of three digits.
    guard isAbroad || isCalled || first.hasPrefix("0") || first.utf8.count == 3 else { return false }
    let groups = phoneGroups(from: next)
    guard groups.digits.count > 1 || groups.digits[0].utf8.count >= 5 else { return false }
    var digits = groups.digits.joined()
    let beginsWithZero = digits.hasPrefix("0")
    if !isAbroad, digits.hasPrefix("00") {
      isAbroad = true
      digits.removeFirst(2)
    }
    if !isCalled, isAfter(Self.countedThings, within: 3) { return false }
    if WrittenNumber.currencies[word(groups.end)] != nil, goesOn(groups.end), !isAbroad { return false }
    let count = digits.utf8.count
    let isLong =
      isAbroad || beginsWithZero
      ? count >= 8 && (!groups.hasPoints || groups.digits.count > 2 || isAbroad)
      : (9...12).contains(count) && groups.digits.count >= 3 && !groups.hasPoints && (groups.digits[0].utf8.count == 3)
    guard count <= 16, isLong || isCalled && count >= 5 && !groups.hasPoints else { return false }
    if isAbroad {
      let size = [1, 2].first { Self.shortCodes.contains(String(digits.prefix($0))) } ?? 3
      let national = String(digits.dropFirst(size).drop { $0 == "0" })
      add(.phone, [.phoneAbroad(String(digits.prefix(size)), national)], through: groups.end)
    } else {
      add(.phone, [.phone(String(digits.drop { $0 == "0" }))], through: groups.end)
    }
    return true
  }

  private func phoneGroups(from start: Int) -> (digits: [String], end: Int, hasPoints: Bool) {
    var groups: [String] = []
    var (end, place) = (start, start)
    var hasPoints = false
    while place < pieces.count, groups.count < 9 {
      guard pieces[place].kind == .digits else {
        break
      }
      // A long group after a complete number is another one.
      groups.append(pieces[place].word)
      place += 1
      end = place
      if isMark(place, ")"), isClose(place) {
        place += 1
        end = place
      }
      var marks = 0
      while marks < 2, goesOn(place), pieces[place].kind == .mark, Self.withinPhone.contains(word(place)) {
        if word(place) == "." {
          guard isClose(place), isClose(place + 1) else { break }
          hasPoints = true
        }
        place += 1
        marks += 1
      }
      guard goesOn(place) else { break }
    }
    return (groups, end, hasPoints)
  }
}
