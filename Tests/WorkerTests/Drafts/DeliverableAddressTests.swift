import Testing

@testable import MailFormat
@testable import Secretary

/// The domain says to whom a reply can go; the machinery writes it. One address that could not be written would keep the
/// whole reply from being one.
struct DeliverableAddressTests {
  private func isWritable(_ address: EmailAddress) -> Bool {
    (try? AddressSpec(address.onTheWire, field: "To")) != nil
  }

  @Test func `whatever character an address that mail can go to has, it can be written`() {
    var unwritable: [String] = []
    // Without Han and Hangul, which are many and alike.
    for value in [0x21...0x3400 as ClosedRange<UInt32>, 0xF900...0x1FFFF].joined() {
      // What is younger than the C library's tables is not known there.
      guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major <= 14 else { continue }
      for label in ["\(scalar)", "a\(scalar)b", "א\(scalar)ב"] {
        let address = EmailAddress(address: "ben@\(label).example")
        if address.isDeliverable, !isWritable(address) { unwritable.append("\(String(value, radix: 16)) \(label)") }
      }
    }
    #expect(unwritable.isEmpty, "\(unwritable.count): \(unwritable.prefix(40))")
  }

  @Test(arguments: [
    "müller", "straße", "例え", "παράδειγμα", "פרש", "بريد", "почта", "हिन्दी", "i❤", "a-b_c", "xn--mller-kva",
  ])
  func `hosts in scripts of the world can be written to`(label: String) {
    let address = EmailAddress(address: "ben@\(label).example")
    #expect(address.isDeliverable && isWritable(address))
  }

  @Test(arguments: ["friend\u{FFFD}", "friend\u{FDFA}", "אa", "\u{301}end", "", String(repeating: "a", count: 64)])
  func `no mail goes to a host that has no ASCII form`(label: String) {
    #expect(!EmailAddress(address: "ben@\(label).example").isDeliverable)
  }
}
