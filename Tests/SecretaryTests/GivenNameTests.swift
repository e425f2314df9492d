import Secretary
import Testing

@Suite struct GivenNameTests {
  @Test(arguments: [
    ("Ben Lind", "Ben"), ("Lind, Ben", "Ben"), ("Ben Lind, PhD", "Ben"), ("Dr. Ben Lind", "Ben"),
    ("Prof. Dr. Ben Lind", "Ben"),
    ("Herr Ben Lind", "Ben"), ("LIND Ben", "Ben"), ("Ben LIND", "Ben"), ("Löwe, Jean-Pierre", "Jean-Pierre"),
    ("Ben (Sales) Lind", "Ben"),
    ("Ben Lind [Lind Ltd]", "Ben"), ("Ben Lind via Docs", "Ben"), ("Ben Lind | Acme", "Ben"), ("ben lind", "Ben"),
    ("Ben Lind Jr.", "Ben"),
    ("Ben", "Ben"), ("Lind, Ben (Sales)", "Ben"), ("Ben O'Hara", "Ben"), ("Łukasz Żak", "Łukasz"),
    ("Пётр Иванов", "Пётр"),
    ("Lind, Ben Oskar", "Ben"), ("Ben Lind, mba", "Ben"), ("Ben Lind, B.A.", "Ben"),
    ("Ben \(String(repeating: "L", count: 55))e", "Ben"), ("Ben Lind, MD, PhD", "Ben"), ("LI Ben", "Ben"),
    ("Maximiliansebastianu Lind", "Maximiliansebastianu"),
  ])
  func `a clear given name is found`(name: String, given: String) {
    #expect(GivenName(of: EmailAddress(name: name, address: "ben@friend.example"))?.text == given)
  }

  @Test(arguments: [
    "", "PhD", "Lind, PhD", "Lind", "Acme, Inc.", "Acme Support Team", "Acme Inc.", "Lind GmbH", "Paint Shop",
    "Dr. Lind", "Mr Lind",
    "B. Lind", "B Lind", "Maximiliansebastianus Lind", "BEN LIND", "山田 太郎", "Ben & Carla", "Ben and Carla Lind",
    "URGENT!!! click http://x",
    "ben@friend.example", "Ben123",
    "Kundenservice", "Friend Paint", "One Two Three Four Five", "Customer Care", "Équipe Peinture", "No-Reply", "👋 Ben",
  ])
  func `what may be no given name greets nobody`(name: String) {
    #expect(GivenName(of: EmailAddress(name: name, address: "hello@friend.example")) == nil)
  }

  @Test func `one word in capitals is a name where it is two, and mail arrives under it`() {
    let named = EmailAddress(name: "JEAN-PIERRE", address: "jean-pierre@friend.example")
    #expect(GivenName(of: named)?.text == "JEAN-PIERRE")
    #expect(GivenName(of: EmailAddress(name: "BEN", address: "ben@friend.example")) == nil)
  }

  @Test func `a host called like the first word makes it a company's, unless the word is too short to tell`() {
    #expect(GivenName(of: EmailAddress(name: "Kim Paint", address: "hello@kim-paint.example")) == nil)
    #expect(GivenName(of: EmailAddress(name: "Al Paint", address: "hello@al-paint.example"))?.text == "Al")
  }

  @Test(arguments: [
    ("Dr. Lind", "lind"), ("Lind, PhD", "lind"), ("Ben \(String(repeating: "L", count: 56))e", "ben"),
    ("Ben \(String(repeating: "L", count: 57))", "ben"),
  ])
  func `nor does an address make one of it`(name: String, local: String) {
    #expect(GivenName(of: EmailAddress(name: name, address: "\(local)@friend.example")) == nil)
  }
}
