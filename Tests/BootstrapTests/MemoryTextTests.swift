import Secretary
import Testing

@testable import Bootstrap

@Suite struct MemoryTextTests {
  @Test(arguments: [("128M", 134_217_728), ("1G", 1_073_741_824), ("1024M", 1_073_741_824), ("0M", 0)])
  func `an amount is a number and a unit`(text: String, bytes: Int) { #expect(MemoryText.parse(text) == bytes) }

  @Test(arguments: [
    "", "M", "128", "128K", "128m", "1.5G", "-1G", " 1G", "9999999999999999999G", "99999999999999999G", "\u{661}G",
  ])
  func `what is none is refused`(text: String) { #expect(MemoryText.parse(text) == nil) }

  @Test(arguments: [("128M", "128M"), ("1024M", "1G"), ("1536M", "1536M")])
  func `it is written as it can be read`(text: String, written: String) {
    #expect(MemoryText.parse(text).map(MemoryText.text) == written)
  }

  private func parse(_ text: String) throws -> Configuration {
    try ConfigurationFile.parse("store: sqlite:/a\n" + text, file: "f")
  }

  @Test func `a limit is the file's for everybody, or for one`() throws {
    #expect(try parse("").worker.memoryLimit == 1 << 30)
    #expect(try parse("worker: { memory_limit: none }").worker.memoryLimit == nil)
    #expect(try parse("worker: { memory_limit: 128M }").worker.memoryLimit == 128 << 20)
    let configuration = try parse("users: { ann@example.com: { memory_limit: 2G }, bob: { interval: 1m } }")
    #expect(configuration.users["ann@example.com"]?.memoryLimit == 2 << 30)
    #expect(configuration.users["ann@example.com"]?.interval == nil)
    #expect(configuration.users["bob"]?.memoryLimit == nil)
    #expect(configuration.text.contains("memory_limit: 2G"))
    #expect(try parse(String(configuration.text.drop { $0 != "\n" })).users == configuration.users)
  }

  @Test(arguments: [
    "worker: { memory_limit: 127M }", "worker: { memory_limit: much }", "users: { a: { memory_limit: 1M } }",
  ])
  func `too little, or no amount, is a mistake with its key`(text: String) {
    #expect {
      try parse(text)
    } throws: { error in
      "\(error)".contains("memory_limit") && "\(error)".contains("allowed")
    }
  }
}
