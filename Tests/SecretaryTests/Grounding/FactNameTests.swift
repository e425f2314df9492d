import CivilTime
import Testing

@testable import Secretary

@Suite struct FactNameTests {
  private static func names(_ text: String, _ language: LetterLanguage) -> [String] {
    FactReader.facts(in: text, on: CivilDate(year: 2026, month: 11, day: 27), language: language)
      .filter { $0.kind == .name }.map(\.text)
  }

  @Test(arguments: [
    ("I will ask Kemal Torvik about it.", LetterLanguage.english, "Kemal Torvik"),
    ("Marta will let you know.", .english, "Marta"),
    ("We bought it at Halden Ltd last week.", .english, "Halden Ltd"),
    ("J'en parle avec Gwenaël Kolnas demain.", .french, "Gwenaël Kolnas"),
    ("Lo hablo con la señora Dorquez.", .spanish, "Dorquez"),
    ("Ne parlo con Nuria Tamrini.", .italian, "Nuria Tamrini"),
    ("Ich frage Frau Sandner danach.", .german, "Sandner"),
    ("Gestern war Stefan Brandt hier.", .german, "Stefan Brandt"),
    ("Ich habe mit Kemal Torvik gesprochen.", .german, "Kemal Torvik"),
    ("Das liefert die Halden GmbH.", .german, "Halden GmbH"),
    ("Wir sehen uns in Hamburg.", .german, "Hamburg"),
    ("Sie finden uns in der Lindenstraße 12.", .german, "Lindenstraße"),
  ])
  func `a name is found by its capital, and in German by its signs`(
    text: String, language: LetterLanguage, name: String
  ) {
    #expect(Self.names(text, language) == [name])
  }

  @Test(arguments: [
    ("Ich habe die Rechnung und den Vertrag an die Buchhaltung gegeben.", LetterLanguage.german),
    ("Anfang Mai schicken wir Ihnen die Unterlagen, eine Tasse Kaffee inbegriffen.", .german),
    ("Die Lieferung ist unterwegs. Vielen Dank für Ihre Geduld.", .german),
    ("Breakfast is included. Parking will be free.", .english),
    ("Payment is due soon. I think VAT is included, as the PDF says.", .english),
    ("Best regards from all of us, and Happy Christmas.", .english),
    ("Je vous envoie la facture. Madame, Monsieur, merci.", .french),
    ("Le envío la factura. Usted verá el importe.", .spanish),
    ("Le mando la fattura. Lei vedrà l'importo.", .italian),
  ])
  func `nouns, sentences and polite words are no names`(text: String, language: LetterLanguage) {
    #expect(Self.names(text, language) == [])
  }

  @Test func `a word that also stands in small letters is no name`() {
    #expect(Self.names("The plan is good. Marek called, and a marek is cheap.", .english) == [])
    #expect(Self.names("The plan is good. Marek called.", .english) == ["Marek"])
  }

  @Test func `who signs is a name`() {
    #expect(Self.names("Thanks for the note.\n\nBest regards,\nOrlan Quist", .english) == ["Orlan Quist"])
  }
}
