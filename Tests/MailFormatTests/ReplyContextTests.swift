import MailFormat
import Testing

/// What looks quoted is history only where the conversation says so.
struct ReplyContextTests {
  private static let mia = MailAddress(name: "Mia Owner", address: "mia@home.example")
  private static let ben = MailAddress(name: "Ben Lind", address: "ben@friend.example")
  private static let asked = "Is Friday fine for the fence, and shall I bring the long ladder again?"

  private static func split(
    _ text: String, _ purpose: ReplyContext.Purpose, earlier: [(MailAddress, String)] = []
  ) -> String {
    var known = EarlierText()
    for (author, text) in earlier { known.add(text, by: author.address) }
    let context = ReplyContext(purpose: purpose, sender: ben, people: Participants([mia]), earlier: known)
    return ReplyText.split(text, in: context).newText
  }

  @Test(arguments: [
    "---------- Forwarded message ---------\nFrom: Carla Roth <carla@customer.example>\nSubject: Roof\nTo: Ben\n\nDo you repair roofs?",
    "From: Carla Roth <carla@customer.example>\nSent: Tuesday, November 24, 2026 10:00 AM\nTo: Ben\nSubject: Roof\n\nDo you repair roofs?",
    "Von: Carla Roth\nGesendet: Dienstag, 24. November 2026 10:00\nAn: Ben\nBetreff: Dach\n\nReparieren Sie Dächer?",
    "On Tue, 24 Nov 2026 at 10:00, Carla Roth <carla@customer.example> wrote:\n> Do you repair roofs?",
    "> The tenant pays all repairs above 100 per year.",
    "Le 3 novembre 2026, le propriétaire a écrit :\n\nLe loyer augmente.\n\nOn accepte ?",
  ])
  func `what is passed on or quoted in a first mail is given whole`(quoted: String) {
    let text = "Mia, can you answer this?\n\n" + quoted
    #expect(Self.split(text, .forward) == text)
    #expect(Self.split(text, .opening) == text)
  }

  @Test(arguments: [
    "On Tue, 24 Nov 2026 at 10:00, Mia Owner <mia@home.example> wrote:\n> \(asked)",
    "Am 24.11.26 um 10:00 schrieb Mia Owner:\n\n\(asked)",
    "From: mia@home.example\nSent: Tuesday, November 24, 2026 10:00\nTo: ben@friend.example\nSubject: Fence\n\n\(asked)",
  ])
  func `what the addressee wrote is history in any mail but one passed on`(quoted: String) {
    let text = "Yes.\n\n" + quoted
    #expect(Self.split(text, .reply) == "Yes.")
    #expect(Self.split(text, .opening) == "Yes.")
    #expect(Self.split(text, .forward) == text)
    #expect(Self.split(quoted, .reply) == "")
  }

  @Test(arguments: ["", "mia@home.example skribis je 2026-11-24 10:00:\n", "Mia Owner\n24/11 10:00\n\n", "* * *\n"])
  func `what others said before is history without any mark`(head: String) {
    let wrapped = asked.replacing("fence, ", with: "fence,\n")
    let text = "Yes, gladly.\n\n\(head)Hi Ben,\n\n\(wrapped)\n\nMia"
    let earlier = [(Self.mia, "Hi Ben,\n\n\(Self.asked)\n\nMia")]
    for purpose in [ReplyContext.Purpose.reply, .opening] {
      let new = Self.split(text, purpose, earlier: earlier)
      #expect(!new.contains("Friday"))
      #expect(new.hasPrefix("Yes, gladly."))
    }
  }

  private let asked = ReplyContextTests.asked

  @Test func `an answer below repeated words keeps them, and so does who repeats themselves`() {
    let text = "Hi Mia,\n\n\(asked)\n\nNo, on Saturday."
    #expect(Self.split(text, .reply, earlier: [(Self.mia, asked)]) == text)
    let again = "Did you see this?\n\n\(asked)"
    #expect(Self.split(again, .reply, earlier: [(Self.ben, asked)]) == again)
  }

  @Test func `an outsider's words that the conversation does not have are given in a reply too`() {
    let customer =
      "From: Carla Roth <carla@customer.example>\nSent: Tuesday, November 24, 2026 10:00\nTo: Ben\nSubject: Roof"
    let text = "Mia, look:\n\n\(customer)\n\nDo you repair slate roofs, and what is the price?"
    let earlier = [(Self.mia, asked)]
    #expect(Self.split(text, .reply, earlier: earlier) == text)
    #expect(Self.split("Which one?\n\n> Clause 3: no dogs in the garden", .reply, earlier: earlier).contains("no dogs"))
    #expect(Self.split("Yes.\n\n> \(asked)", .reply, earlier: earlier) == "Yes.")
  }

  @Test func `a line of others inside a quote does not keep it`() {
    let text = "Yes.\n\nOn 24 Nov 2026, Mia Owner <mia@home.example> wrote:\n> Hi Ben\n\(asked)\n> Mia"
    #expect(Self.split(text, .reply, earlier: [(Self.mia, "Hi Ben\n\(asked)\nMia")]) == "Yes.")
  }

  @Test(arguments: [
    ("Fwd: Roof", true, "forward"), ("FW: Roof", false, "forward"), ("WG: Dach", false, "forward"),
    ("TR : Toit", true, "forward"), ("Re: Fwd: Roof", true, "reply"), ("Roof", false, "opening"),
    ("Re: Roof", false, "opening"), ("Forward planning: 2027", true, "reply"), ("", true, "reply"),
    ("转发：屋顶", false, "forward"),
  ])
  func `subject and references tell what a mail is for`(subject: String, isReferring: Bool, purpose: String) {
    #expect("\(ReplyContext.purpose(subject: subject, isReferring: isReferring))" == purpose)
  }

  @Test(arguments: [
    ("Can you paint \nthe fence on \nFriday?\n\nBen", "Can you paint the fence on Friday?\n\nBen"),
    ("> quoted \n> words\nand \nnew", "> quoted words\nand new"), (">> a \n> b", ">> a \n> b"),
    (" From here\n-- \nBen", "From here\n-- \nBen"),
  ])
  func `flowed text becomes paragraphs`(sent: String, shown: String) {
    #expect(FlowedText.unfold(sent, deletesSpace: false) == shown)
    #expect(FlowedText.unfold("fünfzig \nMark", deletesSpace: true) == "fünfzigMark")
  }
}
