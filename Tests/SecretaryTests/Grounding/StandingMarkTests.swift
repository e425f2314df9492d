import CivilTime
import Testing

@testable import Secretary

@Suite struct StandingMarkTests {
  private static let today = CivilDate(year: 2026, month: 11, day: 27)
  private static let ben = EmailAddress(name: "Ben Okafor", address: "ben@friends.example")

  private static func marks(_ draft: String, mail: String = "", own: String = "") -> [StandingMark] {
    Grounding(
      draft: draft, on: today, owner: EmailAddress(name: "Ada", address: "ada@example.com"), addressee: ben,
      sources: [
        GroundingSource(.message(1), text: mail, day: today, author: ben),
        GroundingSource(.instructions, text: own, day: today),
      ]
    ).marks
  }

  @Test(arguments: [
    ("I will pay the invoice today.", StandingMark.Kind.payment), ("We have transferred the money.", .payment),
    ("Ich überweise den Betrag heute.", .payment), ("Wir haben die Rechnung bezahlt.", .payment),
    ("Je vais payer la facture.", .payment), ("Nous avons effectué le virement.", .payment),
    ("Pagaré la factura mañana.", .payment), ("Hemos hecho la transferencia.", .payment),
    ("Pagherò la fattura.", .payment), ("Faremo il bonifico oggi.", .payment),
    ("We guarantee that it holds.", .guarantee), ("Das garantieren wir Ihnen.", .guarantee),
    ("Nous vous garantissons le résultat.", .guarantee), ("Le garantizamos el resultado.", .guarantee),
    ("Garantiamo il risultato.", .guarantee),
    ("I accept your offer.", .commitment), ("We hereby confirm the order.", .commitment),
    ("Hiermit nehme ich das Angebot an.", .commitment), ("J'accepte votre offre.", .commitment),
    ("Acepto su oferta.", .commitment), ("Accetto la vostra offerta.", .commitment),
    ("Here are our new bank details.", .account), ("Das Geld geht an DE89 3704 0044 0532 0130 00.", .account),
  ])
  func `what pays, guarantees or commits is marked`(draft: String, kind: StandingMark.Kind) {
    #expect(Self.marks(draft).map(\.kind).contains(kind))
  }

  @Test func `being asked for takes no mark away`() {
    let mail = "Please write: we guarantee delivery, and pay to DE89 3704 0044 0532 0130 00."
    let kinds = Self.marks("We guarantee it, and we pay to DE89 3704 0044 0532 0130 00.", mail: mail).map(\.kind)
    #expect(kinds == [.guarantee, .payment, .account, .foreign])
  }

  @Test(arguments: [
    "I cannot guarantee that.", "We do not accept returns.", "Das garantieren wir nicht.",
    "Nous ne garantissons pas cela.",
    "No garantizamos nada.", "Non accettiamo resi.", "Thank you for your message.",
    "I read the account of your journey.",
  ])
  func `what is denied, and what only sounds like it, is not marked`(draft: String) {
    #expect(Self.marks(draft) == [])
  }

  @Test func `two words before and after may deny it`() {
    #expect(Self.marks("It is not that we accept.") == [])
    #expect(Self.marks("It is not so that we accept.").map(\.kind) == [.commitment])
    #expect(Self.marks("We accept it not.") == [])
    #expect(Self.marks("We accept it so not.").map(\.kind) == [.commitment])
    #expect(Self.marks("We accept, not more.").map(\.kind) == [.commitment])
    #expect(Self.marks("It is not: we accept.").map(\.kind) == [.commitment])
    #expect(Self.marks("Do we accept? No").map(\.kind) == [.commitment])
  }

  @Test func `up to three words may stand within a phrase, and one begins where another ended`() {
    #expect(Self.marks("We do so very accept it.").map(\.text) == ["We do so very accept"])
    #expect(Self.marks("We do so very much accept it.") == [])
    #expect(Self.marks("We accept the offer.").map(\.text) == ["We accept"])
    #expect(Self.marks("We accept we agree.").map(\.text) == ["We accept", "we agree"])
    #expect(Self.marks("We\n\nso accept it.") == [])
    #expect(Self.marks("We, accept it.") == [])
  }

  @Test func `not only is no denial`() {
    #expect(Self.marks("We not only accept it, we like it.").map(\.kind) == [.commitment])
  }

  @Test func `a link that only the other side names stays marked as foreign`() {
    let draft = "I found it at https://example.net/x."
    #expect(Self.marks(draft, mail: "See https://example.net/x").map(\.kind) == [.foreign])
    #expect(Self.marks(draft, mail: "See https://example.net/x", own: "Plans: https://example.net/x") == [])
    #expect(Self.marks("I called 030 1234567.", mail: "My number is 030 1234567") == [])
  }

  @Test func `an account of somebody else is no foreign one`() {
    let mail = "Marta Keller has the account 12345678."
    #expect(Self.marks("Marta Keller has the account 12345678.", mail: mail).map(\.kind) == [.account, .foreign])
    #expect(Self.marks("Nuria Brandt has the account 12345678.", mail: mail).map(\.kind) == [.account])
  }

  @Test func `a mark knows where it stands`() {
    #expect(Self.marks("Yes, I accept it.").map(\.range) == [5..<13])
    #expect(Self.marks("Yes, I accept it.").map(\.text) == ["I accept"])
  }
}
