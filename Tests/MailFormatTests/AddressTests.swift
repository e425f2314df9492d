import MailFormat
import Testing

struct AddressTests {
  @Test(arguments: [
    ("ann@example.com", [MailAddress(address: "ann@example.com")]),
    ("\"Ito, Aiko\" <aiko@example.org>", [MailAddress(name: "Ito, Aiko", address: "aiko@example.org")]),
    (
      "=?utf-8?Q?M=C3=BCller=2C_J?= <j@example.com>, b@example.com",
      [MailAddress(name: "Müller, J", address: "j@example.com"), MailAddress(address: "b@example.com")]
    ),
    (
      "Team: bo@example.net, Cy <cy@example.net>;, dee@example.net",
      [
        MailAddress(address: "bo@example.net"), MailAddress(name: "Cy", address: "cy@example.net"),
        MailAddress(address: "dee@example.net"),
      ]
    ),
    ("k..ito@example.com", [MailAddress(address: "k..ito@example.com")]),
    ("ann@example.com (Ann (at home))", [MailAddress(name: "Ann at home", address: "ann@example.com")]),
    (
      "Ann <ann@example.com> Bo <bo@example.net>",
      [MailAddress(name: "Ann", address: "ann@example.com"), MailAddress(name: "Bo", address: "bo@example.net")]
    ),
    ("\"=?utf-8?Q?M=C3=BCller,_J?=\" <j@example.com>", [MailAddress(name: "Müller, J", address: "j@example.com")]),
    (
      "=?utf-8?Q?evil@example.net,?= <j@example.com>",
      [MailAddress(name: "evil@example.net,", address: "j@example.com")]
    ),
    ("<@relay.example,@b.example:ann@example.com>", [MailAddress(address: "ann@example.com")]),
    ("\"odd name\"@example.com", [MailAddress(address: "\"odd name\"@example.com")]),
    ("\"Ann <ann@example.com>", [MailAddress(name: "\"Ann", address: "ann@example.com")]),
    ("Ann [mailto:x] <ann@example.com>", [MailAddress(name: "Ann [mailto:x]", address: "ann@example.com")]),
    ("undisclosed-recipients:;", []), ("", []), ("nobody", []), ("<>", []),
    ("日本 <a@example.jp>", [MailAddress(name: "日本", address: "a@example.jp")]),
    ("k..lee@example.com", [MailAddress(address: "k..lee@example.com")]),
    (
      "Jo.. Lee <jo.@example.jp>, \"a..b@c\" <d@example.com>",
      [MailAddress(name: "Jo.. Lee", address: "jo.@example.jp"), MailAddress(name: "a..b@c", address: "d@example.com")]
    ),
    ("Lind, Ben <ben@friend.example>", [MailAddress(name: "Lind, Ben", address: "ben@friend.example")]),
    ("Ben Lind, PhD <ben@friend.example>", [MailAddress(name: "Ben Lind, PhD", address: "ben@friend.example")]),
    (
      "Acme, Inc. <a@acme.example>, Bo <bo@example.net>",
      [MailAddress(name: "Acme, Inc.", address: "a@acme.example"), MailAddress(name: "Bo", address: "bo@example.net")]
    ),
    ("Ann, bo@example.net", [MailAddress(address: "bo@example.net")]),
    ("Team: Lind, Ben <ben@friend.example>;", [MailAddress(name: "Lind, Ben", address: "ben@friend.example")]),
    ("a, b, c, d, e, Bo <bo@example.net>", [MailAddress(name: "Bo", address: "bo@example.net")]),
    ("Ben Lind <ben@friend.example", [MailAddress(name: "Ben Lind", address: "ben@friend.example")]),
    (
      "Ben <ben@friend.example, Bo <bo@example.net",
      [MailAddress(name: "Ben", address: "ben@friend.example"), MailAddress(name: "Bo", address: "bo@example.net")]
    ),
    ("\"Tan Lind,<ben@friend.example>", [MailAddress(name: "\"Tan Lind", address: "ben@friend.example")]),
    ("Lee <.lee@example.com>", [MailAddress(name: "Lee", address: ".lee@example.com")]),
  ])
  func `an address list gives its mailboxes in order`(header: String, addresses: [MailAddress]) {
    #expect(AddressList.parse(header) == addresses)
  }

  @Test func `two thousand recipients are all found`() {
    let header = (0..<2_000).map { "\"Name, \($0)\" <user\($0)@example.com>" }.joined(separator: ",\r\n ")
    let found = AddressList.parse(header)
    #expect(found.count == 2_000)
    #expect(found.last == MailAddress(name: "Name, 1999", address: "user1999@example.com"))
  }

  @Test(arguments: ["(", "a:", "<", "\"", "a,", ":", ";", "@", "\\", "=?utf-8?q?"])
  func `a list of nothing but marks neither crashes nor takes long`(mark: String) {
    #expect(AddressList.parse(String(repeating: mark, count: 200_001)).count < 200_001)
  }

  @Test(arguments: [
    ("=?utf-8?Q?caf=C3=A9?=", "café"), ("=?iso-8859-1?q?caf=E9?= au =?utf-8?q?lait?=", "café au lait"),
    ("folded\r\n subject", "folded subject"), ("plain", "plain"), ("=?utf-8?q?a=0D=0ABcc:_b@c?=", "a Bcc: b@c"),
    ("=?no-such?q?x?=", "x"), ("=?utf-8?x?broken?=", "=?utf-8?x?broken?="),
  ])
  func `a header value is decoded to one line`(raw: String, text: String) {
    #expect(HeaderText.decode(raw) == text)
  }
}
