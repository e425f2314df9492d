import Secretary
import Testing

@Suite struct SubjectLineTests {
  @Test(arguments: [
    ("Re: Paint", "Paint"), ("RE : Paint", "Paint"), ("Re[2]: Paint", "Paint"), ("Re(3): AW: Fwd: Paint", "Paint"),
    ("RE：見面", "見面"),
    ("Antw: Verf", "Verf"), ("SV: VS: Färg", "Färg"), ("a\r\n b", "a b"), ("Note: this", "Note: this"),
    ("Reservation: two", "Reservation: two"),
    ("Re:", ""), ("", ""),
  ])
  func `prefixes of mail programs are no topic`(subject: String, topic: String) {
    #expect(SubjectLine.topic(of: subject) == topic)
  }

  @Test func `a prefix is short, however few characters it counts`() {
    #expect(SubjectLine.topic(of: "Re\(String(repeating: "0", count: 3)): Paint") == "Paint")
    // Twenty characters with its colon.
    #expect(SubjectLine.topic(of: "Re\(String(repeating: "0", count: 17)): Paint") == "Paint")
    let long = "Re\(String(repeating: "0", count: 18)): Paint"
    #expect(SubjectLine.topic(of: long) == long)
    let marked = "Re" + "0" + String(repeating: "\u{301}", count: 1_000) + ": Paint"
    #expect(SubjectLine.topic(of: marked) == marked)
  }
}
