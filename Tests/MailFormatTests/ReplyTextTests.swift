import Foundation
import MailFormat
import Testing

struct ReplyTextTests {
  @Test(arguments: [
    "On Mon, 2 Mar 2026 at 10:00, Ann Example <ann@example.com> wrote:",
    "On Mon, 2 Mar 2026 at 10:00, Ann Example With A Long Name <\nann@example.com> wrote:",
    "Am 02.03.2026 um 10:00 schrieb Ann Example:", "Ann Example <ann@example.com> schrieb am Mo., 2. März 2026, 10:00:",
    "Le lun. 2 mars 2026 à 10:00, Ann Example <ann@example.com> a écrit\u{A0}:",
    "El lun, 2 mar 2026 a las 10:00, Ann Example (<ann@example.com>) escribió:",
    "Il giorno lun 2 mar 2026 alle ore 10:00 Ann Example <ann@example.com> ha scritto:",
    "Em seg., 2 de mar. de 2026 às 10:00, Ann Example <ann@example.com> escreveu:",
    "Op ma 2 mrt 2026 om 10:00 schreef Ann Example <ann@example.com>:",
    "Den mån 2 mars 2026 kl 10:00 skrev Ann Example <ann@example.com>:",
    "pon., 2 mar 2026 o 10:00 Ann Example <ann@example.com> napisał(a):",
    "пн, 2 мар. 2026 г. в 10:00, Ann Example <ann@example.com>:", "2026年3月2日(月) 10:00 Ann Example <ann@example.com>:",
    "Ann Example <ann@example.com> 于2026年3月2日周一 10:00写道：", "-----Original Message-----",
    "-------- Ursprüngliche Nachricht --------", "---------- Forwarded message ---------",
    "From: Ann Example <ann@example.com>\nSent: Monday, March 2, 2026 10:00\nTo: Bo\nSubject: Tea",
    "Von: Ann Example\nGesendet: Montag, 2. März 2026 10:00\nAn: Bo\nBetreff: Tee",
    "De : Ann Example\nEnvoyé : lundi 2 mars 2026 10:00\nÀ : Bo\nObjet : Thé",
    "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Monday, March 2, 2026 10:00 AM, Ann Example <ann@example.com> wrote:",
    "Quoting Ann Example <ann@example.com>:", "Zitat von Ann Example <ann@example.com>:",
    "Ann Example <ann@example.com> ezt írta (időpont: 2026. márc. 2., H, 10:00):",
    "Feladó: Ann Example\nKüldve: 2026. március 2., hétfő 10:00\nCímzett: Bo\nTárgy: Tea",
    "________________________________\nFra: Ann Example\nSendt: 2. mars 2026\nTil: Bo\nEmne: Te",
  ])
  func `history is recognised by the line above it in many languages`(head: String) {
    let split = ReplyText.split("Yes, gladly.\n\n\(head)\n\nWould you like some tea?\n", in: .stranger)
    #expect(split.newText == "Yes, gladly.")
    #expect(split.quoted.hasSuffix("Would you like some tea?"))
  }

  /// A reply above the head of some mail program, and what is new in it.
  private struct QuotedHead: Decodable {
    var name: String
    var body: String
    var newText: String

    enum CodingKeys: String, CodingKey {
      case name, body
      case newText = "new_text"
    }
  }

  @Test func `history that a mail program wrapped, broke or headed in its own way is cut whole`() throws {
    let url = try #require(
      Bundle.module.url(forResource: "quoted-heads", withExtension: "json", subdirectory: "Samples"))
    let heads = try JSONDecoder().decode([QuotedHead].self, from: Data(contentsOf: url))
    try #require(!heads.isEmpty)
    for head in heads {
      #expect(ReplyText.split(head.body, in: .stranger).newText == head.newText, "\(head.name)")
    }
  }

  @Test(arguments: [
    "On Monday we meet at 10:00.\nBring this:\n- tea", "I wrote to bob@example.com on 2 March about these:\n- tea",
    "From: the start it was clear\nthat tea is best.", "Note: bring tea\nWhen: Monday", "He wrote: yes.",
    "Which suits you?\n\n2026-12-01 14:00 GMT+1\n2026-12-02 09:30 UTC+2\n\nTell me.",
    "Some news.\n\n2026-12-01 the UTC+1 zone applies\n\nIs that right?",
    "2026年12月1日 14:00 GMT+9\n\nいかがですか？",
    "Book me a train:\n\nFrom: Zurich\nTo: Berlin\nDate: 3 December\n\nFirst class?",
    "Da: Milano\nA: Roma\nData: 3 dicembre\n\nÈ possibile?", "Do: Gdańsk\nOd: Kraków\nData: 3 grudnia\n\nTak?",
    "5 > 3 and 2 -- really -- < 4", "Sent from my point of view this works, and it will keep working for all of us.",
  ])
  func `ordinary writing stays whole`(text: String) {
    #expect(ReplyText.split(text, in: .stranger) == ReplyText(newText: text))
  }

  @Test(arguments: [
    "-- \nAnn Example\n+49 30 1234", "Sent from my iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone",
    "________________\nTea list\nhttps://lists.example.com", "*-- *\n*Ann Example*\nTea Ltd", "Sent from my Amiga",
    "-- \nAnn\n\nTea Ltd pours the best tea in town.", "--\nAnn Example\nThis message is confidential and yours alone.",
  ])
  func `a signature is told from the text above it`(signature: String) {
    #expect(ReplyText.split("Yes.\n\n" + signature, in: .stranger) == ReplyText(newText: "Yes.", signature: signature))
  }

  @Test(
    arguments: ["---", "--", "___", "________________________________", "-- ", "—"],
    [
      "Two questions:\n1. Is it 500 or 600?\n2. Who signs?\n\nAnn", "Hi Bo,\n\nsee you on Friday\n\nAnn",
      "The second part is about the garden and the fence.\n\nAnn",
    ])
  func `a line between two sections of a letter is no signature mark`(mark: String, section: String) {
    // “-- ” is nothing but a signature mark, so only a question keeps what is below it.
    if mark == "-- ", !section.contains("?") { return }
    let text = "Hi Bo,\n\nthe draft is attached.\n\n\(mark)\n\n\(section)"
    #expect(ReplyText.split(text, in: .stranger).newText == text)
  }

  @Test func `a question below a signature is not lost`() {
    let text = "See you.\n\n-- \nAnn Example\nTea Ltd\n\nPS: did you get the keys?"
    #expect(ReplyText.split(text, in: .stranger).newText == "See you.\n\nPS: did you get the keys?")
    #expect(ReplyText.split("See you.\n\n-- \nAnn\nhttps://tea.example/?a=b", in: .stranger).newText == "See you.")
  }

  @Test(arguments: [
    "Sent by courier yesterday.", "Sent from the post office.", "Sent to Carla.",
    "Von unterwegs melde ich mich noch einmal.",
  ])
  func `a line that tells how something was sent belongs to the letter`(line: String) {
    #expect(ReplyText.split("The contract?\n\n" + line, in: .stranger).newText.hasSuffix(line))
  }

  @Test func `a closing block counts as signature when it starts with the sender's name`() {
    let text = "Yes, at four.\n\nBest regards,\nAnn Example\nTea Ltd.\nwww.example.com"
    let ann = ReplyContext(sender: MailAddress(name: "Ann Example", address: "ann@example.com"))
    #expect(ReplyText.split(text, in: ann).newText == "Yes, at four.")
    for more in ["\n\nPS: did you get the keys?", "\n\nThe keys are under the mat, by the way."] {
      #expect(ReplyText.split(text + more, in: ann).newText.hasSuffix(more))
    }
    #expect(ReplyText.split(text, in: .stranger).newText == text)
  }

  @Test func `answers between quotes keep the quotes they answer`() {
    let text = "Hi,\n\nAnn <ann@example.com> wrote:\n> Tea?\nYes.\n> Milk?\nNo.\n> Regards, Ann"
    #expect(ReplyText.split(text, in: .stranger).newText == "Hi,\n\n> Tea?\nYes.\n> Milk?\nNo.")
  }

  @Test func `an answer below the quote stands alone`() {
    #expect(
      ReplyText.split("On 2 Mar 2026, Ann wrote:\n> Tea?\n> Milk?\n\nYes, both.", in: .stranger).newText == "Yes, both."
    )
  }

  @Test func `a bare forward keeps what it forwards`() {
    let text =
      "---------- Forwarded message ---------\nFrom: Ann <a@b.example>\nDate: Mon\nSubject: Tea\nTo: Bo\n\nCome at four."
    #expect(ReplyText.split(text, in: .stranger).newText == "Come at four.")
  }

  @Test func `an empty reply above history has no new text`() {
    #expect(ReplyText.split("On 2 Mar 2026, Ann <a@b.example> wrote:\n> Tea?\n", in: .stranger).newText == "")
  }

  @Test(arguments: [
    "<div>Yes.</div><div class=gmail_quote><div class=gmail_attr>no words known</div><blockquote class=gmail_quote>Tea?</blockquote></div>",
    "<p>Yes.</p><blockquote type=cite>Tea?</blockquote>", "<p>Yes.</p><div id=divRplyFwdMsg>x</div><div>Tea?</div>",
    "<p>Yes.</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>Von:</b> Ann<br><b>Gesendet:</b> Mo<br><b>An:</b> Bo</p></div><p>Tea?</p>",
    "<p>Yes.</p><hr><b>Aaa:</b> x<br><b>Bbb:</b> y<br><b>Ccc:</b> z<br><br>Tea?",
    "<p>Yes.</p><div class=protonmail_quote>x<br>Tea?</div>",
  ])
  func `the marks of mail programs in HTML are read`(html: String) {
    #expect(ReplyText.read(html: html, in: .stranger).split.newText == "Yes.")
  }

  @Test func `an indented block is not a quote`() {
    let html = "<p>See:</p><blockquote style='margin:0 0 0 40px;border:none;padding:0'>Tea</blockquote>"
    #expect(ReplyText.read(html: html, in: .stranger).split.newText == "See:\n\nTea")
  }
}
