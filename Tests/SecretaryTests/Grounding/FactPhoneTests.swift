import Testing

@testable import Secretary

@Suite struct FactPhoneTests {
  @Test(arguments: [
    ("+49 30 1234567", "49", "301234567"), ("+49 (0)30 123 45 67", "49", "301234567"),
    ("+49.30.1234567", "49", "301234567"),
    ("+1 555 123 4567", "1", "5551234567"), ("+7 495 1234567", "7", "4951234567"), ("+352 691 234", "352", "691234"),
    ("0049 30 1234567", "49", "301234567"), ("+4930/1234567", "49", "301234567"), ("+49 123456", "49", "123456"),
    ("+4912345678901234", "49", "12345678901234"), ("0044-20-7946 0958", "44", "2079460958"),
  ])
  func `a number with its country's code says which`(text: String, code: String, national: String) {
    ReadFacts.expect("it is \(text).", .phone, [text], [.phoneAbroad(code, national)])
  }

  @Test(arguments: [
    ("030 1234567", "301234567"), ("(030) 1234567", "301234567"), ("030/1234567", "301234567"),
    ("030 - 1234567", "301234567"), ("030 / (12) 34567", "301234567"), ("03012345", "3012345"),
    ("06.12.72.32.83", "612723283"),
    ("555 123 4567", "5551234567"), ("555-123-456", "555123456"), ("555 1234 56789", "555123456789"),
  ])
  func `without one it is compared without its zeros`(text: String, national: String) {
    ReadFacts.expect("it is \(text).", .phone, [text], [.phone(national)])
  }

  @Test(arguments: [
    "0301234", "+49 12345", "030.1234567", "555 12 345", "5555 123 4567", "555 1234567", "555 12345 67890",
    "555.123.4567", "+49123456789012345", "12345678", "030 1234567 €", "+ 49 30 1234567",
  ])
  func `what is too short, too long or grouped otherwise is none`(text: String) {
    let phones = ReadFacts.texts(.phone, in: "it is \(text).")
    #expect(phones == [])
  }

  @Test func `a word for a telephone within five words makes any number of five digits one`() {
    ReadFacts.expect("call 12345", .phone, ["12345"], [.phone("12345")])
    ReadFacts.expect("call 123 45", .phone, ["123 45"], [.phone("12345")])
    ReadFacts.expect("Tel. 12345", .phone, ["12345"], [.phone("12345")])
    ReadFacts.expect("call me on my new 12345", .phone, ["12345"], [.phone("12345")])
    ReadFacts.expect("call me on my very new 12345", .phone, [], [])
    ReadFacts.expect("call 1 2 3 4 5 6 7 8 9 0", .phone, ["1 2 3 4 5 6 7 8 9"], [.phone("123456789")])
    ReadFacts.expect("call 1234", .phone, [], [])
    ReadFacts.expect("call 12.345", .phone, [], [])
    ReadFacts.expect("call 12345678901234567", .phone, [], [])
  }

  @Test func `a word for something counted within three words makes it none`() {
    ReadFacts.expect("order no. 030 1234567", .phone, [], [])
    ReadFacts.expect("order 030 1234567", .phone, [], [])
    ReadFacts.expect("order a line: 030 1234567", .phone, ["030 1234567"], [.phone("301234567")])
    ReadFacts.expect("call about the order 030 1234567", .phone, ["030 1234567"], [.phone("301234567")])
  }

  @Test func `an amount with the country's code before it is still a number to call`() {
    ReadFacts.expect("+49 30 1234567 € a minute", .phone, ["+49 30 1234567"], [.phoneAbroad("49", "301234567")])
  }

  @Test func `a number ends with its line`() {
    ReadFacts.expect("030 1234567\n12", .phone, ["030 1234567"], [.phone("301234567")])
    ReadFacts.expect("030 1234567 --- 12", .phone, ["030 1234567"], [.phone("301234567")])
  }

  // MARK: Accounts

  @Test(arguments: [
    "DE89 3704 0044 0532 0130 00", "DE89370400440532013000", "GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819",
    "FR14 2004 1010 0505 0001 3M02 606", "NO9386011117947", "AB12345678901234567890123456789012",
  ])
  func `an account has fifteen to thirty-four letters and digits, in one run or in groups of four`(text: String) {
    ReadFacts.expect("to \(text) or", .account, [text], [.account(text.filter { $0 != " " }.lowercased())])
    ReadFacts.expect("to \(text)\n12", .account, [text], [.account(text.filter { $0 != " " }.lowercased())])
  }

  @Test(arguments: [
    "NO938601111794", "AB123456789012345678901234567890123", "De89370400440532013001", "DE8 937040044053201300",
    "D89370400440532013000", "DEU89370400440532013000", "DE 89370400440532013000", "DE89 37040 0440 5320 1300",
    "DE89 3704\n0044 0532 0130 00",
  ])
  func `what is not grouped so is no account`(text: String) {
    ReadFacts.expect("to \(text) or", .account, [], [])
  }

  @Test(arguments: [
    "De89370400440532013000", "de89 3704 0044 0532 0130 00", "DE89-3704-0044-0532-0130-00",
    "DE89.3704.0044.0532.0130.00",
    "DE89 37 040044 0532013000", "fr14 2004 1010 0505 0001 3m02 606",
  ])
  func `letters, groups and marks do not matter where the check digits are right`(text: String) {
    let account = text.lowercased().filter { $0.isLetter || $0.isNumber }
    ReadFacts.expect("to \(text) or", .account, [text], [.account(account)])
    let wrong = text.replacing("0", with: "1", maxReplacements: 1)
    ReadFacts.expect("to \(wrong) or", .account, [], [])
  }

  @Test(arguments: [
    "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "0x52908400098527886E0F7030069857D2E4169EE7",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
  ])
  func `where coins are sent is an account`(text: String) {
    ReadFacts.expect("to \(text) or", .account, [text], [.account(text)])
    ReadFacts.expect("to \(text.dropLast(16)) or", .account, [], [])
  }

  @Test func `what is no group of an account ends it`() {
    ReadFacts.expect(
      "DE89 3704 0044 0532 0130 00 12345", .account, ["DE89 3704 0044 0532 0130 00"],
      [.account("de89370400440532013000")])
    ReadFacts.expect(
      "DE89 3704 0044 0532 0130 00, 12", .account, ["DE89 3704 0044 0532 0130 00"], [.account("de89370400440532013000")]
    )
    ReadFacts.expect(
      "DE89370400440532013000 12", .account, ["DE89370400440532013000"], [.account("de89370400440532013000")])
  }

  @Test func `a word with one capital is no group of an account`() {
    ReadFacts.expect(
      "DE89 3704 0044 0532 0130 00 Now", .account, ["DE89 3704 0044 0532 0130 00"],
      [.account("de89370400440532013000")])
  }

  @Test(arguments: ["COBADEFF", "COBADEFFXXX", "DEUTDE5M"])
  func `a bank has a code of eight or eleven capitals`(code: String) {
    for word in ["BIC", "bic:", "SWIFT", "SWIFT code"] {
      ReadFacts.expect("\(word) \(code).", .account, [code], [.account(code.lowercased())])
    }
  }

  @Test(arguments: ["COBADEF", "COBADEFFX", "COBADEFFXX", "COBADEFFXXXX", "cobadeff", "COBA DEFF"])
  func `no other is one of a bank`(code: String) {
    ReadFacts.expect("BIC \(code).", .account, [], [])
  }

  @Test(arguments: [
    ("account 12345", "12345"), ("account number 12345678", "12345678"), ("Konto nr. 12345", "12345"),
    ("sort code 12-34-56", "123456"), ("Konto: 123/456", "123456"), ("Kontonummer 123 456 789", "123456789"),
    ("account number is: no 12345", "12345"), ("cuenta nº 12345", "12345"),
  ])
  func `after a word for an account five digits are one`(text: String, number: String) {
    let written = text.drop { !$0.isNumber }
    ReadFacts.expect("\(text).", .account, [String(written)], [.account(number)])
  }

  @Test(arguments: [
    "account 1234", "account number is: no # 12345", "account\n12345", "account of 12345", "account and so on",
    "account",
  ])
  func `fewer digits, or other words between, are none`(text: String) {
    ReadFacts.expect(text, .account, [], [])
  }
}
