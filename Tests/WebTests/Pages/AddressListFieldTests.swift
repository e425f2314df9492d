import Secretary
import Testing

@testable import Web

struct AddressListFieldTests {
  private static func list(_ addresses: String...) -> AddressListField.Reading {
    .addresses(addresses.map { EmailAddress(address: $0) })
  }

  @Test(arguments: [
    ("", list()), (" \n\n", list()), ("Ada@Old.example", list("ada@old.example")),
    ("a@x.example\n  b@x.example \nA@x.example", list("a@x.example", "b@x.example")),
    ("a.da@gmail.com\nada@googlemail.com", list("a.da@gmail.com")), ("ada@straße.example", list("ada@straße.example")),
  ])
  func `one address on each line, each once`(_ typed: String, _ reading: AddressListField.Reading) {
    #expect(AddressListField.read(typed) == reading)
  }

  @Test(arguments: [
    ("ada", "Line 1, “ada”, is not an email address."), ("a@x.example\n\nb at x.example", "Line 3, “b at x.example”"),
    ("a@x.example, b@x.example", "Line 1"), ("Ada <a@x.example>", "Line 1"), ("@x.example", "Line 1"),
    ("a@x.example\u{202E}", "Line 1"), (String(repeating: "a", count: 300) + "@x.example", "Line 1, “aaaa"),
    (String(repeating: "a@x.example\n", count: 5_000), "At most 50 addresses, one on each line."),
  ])
  func `what is no address is told with its line`(_ typed: String, _ words: String) {
    guard case .problem(let problem) = AddressListField.read(typed) else {
      Issue.record("\(typed.prefix(40)) was read")
      return
    }
    #expect(problem.contains(words) && problem.unicodeScalars.count < 200)
    #expect(!problem.unicodeScalars.contains { InvisibleText.isInvisible($0) })
  }

  @Test func `fifty fit, and what fits is read back`() {
    let fifty = (1...50).map { EmailAddress(address: "a\($0)@x.example") }
    #expect(AddressListField.read(AddressListField.text(fifty)) == .addresses(fifty))
    #expect(
      AddressListField.read(AddressListField.text(fifty) + "\nb@x.example")
        == .problem("At most 50 addresses; this has 51."))
  }
}
