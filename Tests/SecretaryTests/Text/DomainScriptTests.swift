import Testing

@testable import Secretary

@Suite struct DomainScriptTests {
  struct Extent: Sendable, CustomTestStringConvertible {
    var script: DomainScript?
    /// The ends of what belongs to it.
    var inside: [UInt32]
    /// What lies beside those.
    var outside: [UInt32]
    var testDescription: String { "\(script.map { "\($0)" } ?? "none")" }
  }

  private static func script(_ value: UInt32) -> DomainScript? { Unicode.Scalar(value).flatMap(DomainScript.init(of:)) }

  @Test(arguments: [
    Extent(
      script: .latin,
      inside: [
        0x61, 0x7A, 0xDF, 0xF6, 0xF8, 0x17F, 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x1CD, 0x1DC, 0x218, 0x21B, 0x1E00, 0x1EFF,
      ],
      outside: [0x60, 0x7B, 0xDE, 0xF7, 0x180, 0x19F, 0x1A2, 0x1AE, 0x1B1, 0x1CC, 0x1DD, 0x217, 0x21C, 0x1DFF]),
    Extent(script: .greek, inside: [0x370, 0x3FF, 0x1F00, 0x1FFF], outside: [0x36F, 0x2000]),
    Extent(script: .cyrillic, inside: [0x400, 0x52F], outside: [0x530]),
    Extent(script: .armenian, inside: [0x561, 0x587], outside: [0x560, 0x588]),
    Extent(script: .hebrew, inside: [0x5D0, 0x5EA], outside: [0x5CF, 0x5EB]),
    Extent(
      script: .arabic, inside: [0x620, 0x64A, 0x66E, 0x6D3, 0x6F0, 0x6FC, 0x750, 0x77F],
      outside: [0x61F, 0x64B, 0x66D, 0x6D4, 0x6EF, 0x6FD, 0x74F, 0x780]),
    Extent(script: .indic(0), inside: [0x900, 0x97F], outside: [0x8FF, 0x980]),
    Extent(script: .indic(9), inside: [0xD80, 0xDFF], outside: [0xD7F, 0xE00]),
    Extent(script: .thai, inside: [0xE01, 0xE4E], outside: [0xE00, 0xE4F]),
    Extent(script: .georgian, inside: [0x10D0, 0x10FF], outside: [0x10CF, 0x1100]),
    Extent(script: .ethiopic, inside: [0x1200, 0x135A], outside: [0x11FF, 0x135B]),
    Extent(script: .khmer, inside: [0x1780, 0x17D3], outside: [0x177F, 0x17D4]),
    Extent(script: .hiragana, inside: [0x3041, 0x3096], outside: [0x3040, 0x3097]),
    Extent(script: .katakana, inside: [0x30A1, 0x30FA, 0x30FC], outside: [0x30A0, 0x30FB, 0x30FD]),
    Extent(script: .bopomofo, inside: [0x3105, 0x312F], outside: [0x3104, 0x3130]),
    Extent(script: .hangul, inside: [0xAC00, 0xD7A3], outside: [0xABFF, 0xD7A4]),
    Extent(script: .han, inside: [0x3400, 0x4E00, 0x20000], outside: [0x33FF, 0x3105]),
  ])
  func `a script is told by the blocks of its letters, from the first to the last`(extent: Extent) {
    for value in extent.inside { #expect(Self.script(value) == extent.script, "\(String(value, radix: 16))") }
    for value in extent.outside { #expect(Self.script(value) != extent.script, "\(String(value, radix: 16))") }
  }

  @Test(arguments: ["日本ドメイン", "かな漢字カナabc", "漢ㄅabc", "한국漢abc", "a0-_9", "сор0"])
  func `what is written together is shown as it is`(label: String) {
    #expect(DomainScript.warning(on: "\(label).рф") == nil)
  }

  @Test(arguments: ["かㄅ", "한か", "漢б", "ελаб", "हিन", "abcб"])
  func `any other mixture is shown in ASCII beside`(label: String) {
    #expect(DomainScript.warning(on: "\(label).рф")?.hasPrefix("xn--") == true)
  }

  @Test func `a name that has no ASCII form is none`() {
    #expect(DomainScript.warning(on: "аb\(String(repeating: "б", count: 2_000)).example") == "not a host name")
  }
}
