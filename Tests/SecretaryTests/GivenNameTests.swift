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
    ("Lind, Ben Oskar", "Ben"), ("Ben Lind, MD, PhD", "Ben"),
  ])
  func `a clear given name is found`(name: String, given: String) {
    #expect(GivenName(of: EmailAddress(name: name, address: "ben@friend.example"))?.text == given)
  }

  @Test(arguments: [
    "", "PhD", "Lind, PhD", "Lind", "Acme, Inc.", "Acme Support Team", "Acme Inc.", "Lind GmbH", "Paint Shop",
    "Dr. Lind", "Mr Lind",
    "B. Lind", "BEN LIND", "山田 太郎", "Ben & Carla", "Ben and Carla Lind", "URGENT!!! click http://x",
    "ben@friend.example", "Ben123",
    "Kundenservice", "Friend Paint", "One Two Three Four Five", "Customer Care", "Équipe Peinture", "No-Reply", "👋 Ben",
  ])
  func `what may be no given name greets nobody`(name: String) {
    #expect(GivenName(of: EmailAddress(name: name, address: "hello@friend.example")) == nil)
  }
}
