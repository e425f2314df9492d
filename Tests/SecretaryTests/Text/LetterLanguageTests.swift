import Testing

@testable import Secretary

@Suite struct LetterLanguageTests {
  @Test(arguments: [
    ("Hallo Mia,\n\nkannst du mir bitte die Rechnung schicken?\n\nBen", LetterLanguage.german),
    ("Hi Mia,\n\ncould you send me the paint colours by Friday?\n\nBen", .english),
    ("Bonjour Mia,\n\npourriez-vous m'envoyer la facture avant vendredi ?", .french),
    ("Hola Mia:\n\n¿me puedes enviar la factura antes del viernes?", .spanish),
    ("Ciao Mia,\n\npuoi mandarmi la fattura entro venerdì? Grazie", .italian),
    ("Olá Mia,\n\npode enviar-me a fatura até sexta? Obrigado", .portuguese),
    ("Hallo Mia,\n\nkun je mij de factuur voor vrijdag sturen?", .dutch),
    ("Hej Mia,\n\nkan du sende mig fakturaen inden fredag? Tak for hjælpen.", .danish),
    ("Hej Mia,\n\nkan du skicka mig fakturan före fredag? Tack och vänliga hälsningar", .swedish),
    ("Hei Mia,\n\nkan du sende meg fakturaen før fredag? Takk for hjelpen.", .norwegian),
    ("Moi Mia,\n\nvoisitko lähettää minulle laskun ennen perjantaita? Kiitos", .finnish),
    ("Bedankt, zou", .dutch),
    ("Dzień dobry,\n\nczy może mi Pani wysłać fakturę do piątku? Dziękuję", .polish),
  ])
  func `small words tell a language`(text: String, language: LetterLanguage) {
    #expect(LetterLanguage(of: text) == language)
  }

  @Test(arguments: ["", "OK", "?!", "Можете прислать счёт до пятницы?", "请发送发票", "Invoice 12", "Danke", "Danke and"])
  func `where they do not, none is guessed`(text: String) {
    #expect(LetterLanguage(of: text) == nil)
  }

  @Test(arguments: ["there", "please", "könnten", "schicken", "votre", "notre", "lo", "donde", "come", "grazie"])
  func `a word counts wherever it stands in the lists`(word: String) {
    #expect(LetterLanguage.isSmall(word))
  }
}
