import FoundationEssentials
import MailReading
import Secretary
import Testing

struct MailFileTests {
  private static let mail = """
    Received: from a by b with c id d; Wed, 25 Nov 2026 09:01:00 +0100
    From: =?utf-8?q?Lind=2C_Ben?= <ben@friend.example>
    To: Mia Owner <mia@home.example>,
     office@home.example
    Subject: =?utf-8?q?T=C3=BCr?=
    Date: Wed, 25 Nov 2026 09:00:00 +0100
    Message-ID: <1@friend.example>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=x

    --x
    Content-Type: text/html; charset=iso-8859-1
    Content-Transfer-Encoding: quoted-printable

    <p>Sch=F6ne Gr=FC=DFe.</p>
    --x
    Content-Type: application/pdf; name="Plan.PDF"
    Content-Disposition: attachment; filename="Plan.PDF"

    --x--
    """

  private static func read(_ text: String, in conversation: ConversationSoFar = ConversationSoFar()) -> EmailMessage {
    MailFile(Array(text.utf8)).message(id: MessageID("a"), in: conversation)
  }

  @Test func `headers, addresses, text and parts of a file become a message`() {
    let message = Self.read(Self.mail)
    #expect(message.from == [EmailAddress(name: "Lind, Ben", address: "ben@friend.example")])
    #expect(message.to.map(\.address) == ["mia@home.example", "office@home.example"])
    #expect(message.subject == "Tür")
    #expect(message.internetMessageID == "<1@friend.example>")
    #expect(message.place == .inbox && message.category == nil)
    #expect(message.text.visible == "Schöne Grüße.")
    #expect(message.parts.map(\.type) == ["multipart/mixed", "text/html", "application/pdf"])
    #expect(message.parts[2].filename == "Plan.PDF" && message.parts[2].parameters["name"] == "plan.pdf")
  }

  @Test func `the last server says when it came, else its sender`() {
    let sent = 1_795_593_600.0
    #expect(Self.read(Self.mail).receivedAt == Date(timeIntervalSince1970: sent + 60))
    let withoutTrace = String(Self.mail.drop { $0 != "\n" }.dropFirst())
    #expect(Self.read(withoutTrace).receivedAt == Date(timeIntervalSince1970: sent))
    #expect(Self.read("Subject: a\n\nb").receivedAt == Date(timeIntervalSince1970: 0))
  }

  @Test func `what was said before is known in the next message`() {
    let first = Self.read(
      "From: mia@home.example\nTo: ben@friend.example\n\nShall the door be blue or green this year?\n")
    let reply = """
      From: Ben <ben@friend.example>
      To: mia@home.example
      Subject: Re: Door
      In-Reply-To: <1@home.example>

      Green.

      Shall the door be blue or green this year?
      """
    var conversation = ConversationSoFar()
    conversation.add(first)
    #expect(Self.read(reply, in: conversation).text.newText == "Green.")
    #expect(Self.read(reply).text.newText.hasSuffix("this year?"))
  }

  @Test(arguments: ["", "\n", "From: <", "Content-Type: multipart/mixed; boundary=x\n\n--x", "\u{0}\u{1}"])
  func `what is broken is read as far as it can be`(text: String) { #expect(Self.read(text).from.isEmpty) }
}
