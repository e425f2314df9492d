import Testing
import Vault

struct RS256KeyTests {
  /// ASN.1 of "SHA-256 digest of 32 bytes" (RFC 8017 §9.2, note 1).
  static let digestInfo: [UInt8] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
  ]

  @Test func `a signature opens with the public key to the padded hash of the message`() throws {
    let key = try RS256Key.generate()
    #expect(key.modulus.count == 256 && key.modulus[0] >= 0x80)
    #expect(key.publicExponent == [1, 0, 1])
    let message = Array("signed".utf8)
    let signature = try key.sign(message)
    let opened = Residue(modulus: key.modulus).raised(signature)
    let tail = Self.digestInfo + SHA256.bytes(message)
    #expect(opened == [0, 1] + Array(repeating: 0xFF, count: 256 - 3 - tail.count) + [0] + tail)
  }

  @Test func `a key signs alike each time and unlike another key`() throws {
    let key = try RS256Key.generate()
    let other = try RS256Key.generate()
    #expect(try key.sign([1]) == key.sign([1]))
    #expect(try key.sign([1]) != key.sign([2]))
    #expect(key.modulus != other.modulus)
  }

  @Test func `its certificate holds its modulus and name`() throws {
    let key = try RS256Key.generate()
    let certificate = try key.certificate(named: "signer.example", from: 1_767_225_600, until: 1_769_904_000)
    #expect(certificate.firstRange(of: key.modulus) != nil)
    #expect(certificate.firstRange(of: Array("signer.example".utf8)) != nil)
    // The third version of X.509, which is counted from zero.
    #expect(certificate.firstRange(of: [0xA0, 3, 2, 1, 2]) != nil)
    // UTCTime of both moments: 1 January and 1 February 2026.
    #expect(certificate.firstRange(of: Array("260101000000Z".utf8)) != nil)
    #expect(certificate.firstRange(of: Array("260201000000Z".utf8)) != nil)
  }

  @Test func `printing a key shows nothing of it`() throws {
    let key = try RS256Key.generate()
    #expect("\(key)" == "‹private key›")
    #expect(String(reflecting: [key]).contains("‹private key›"))
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!dumped.contains("UInt8"))
  }
}

/// Powers modulo a big odd number by Montgomery's method, independent of OpenSSL.
private struct Residue {
  /// Little-endian words; so is every number below.
  private let modulus: [UInt64]
  /// −1/modulus modulo 2⁶⁴.
  private let factor: UInt64

  init(modulus: [UInt8]) {
    self.modulus = Self.words(modulus)
    var inverse: UInt64 = 1
    // Each of Newton's steps doubles the number of bits that are right.
    for _ in 0..<6 { inverse &*= 2 &- self.modulus[0] &* inverse }
    factor = 0 &- inverse
  }

  /// To the power 2¹⁶ + 1, the public exponent of every RSA key of today.
  func raised(_ bytes: [UInt8]) -> [UInt8] {
    let base = Self.words(bytes)
    // Doubled as often as the modulus has bits, a number stands in Montgomery's form.
    var power = base
    for _ in 0..<(64 * modulus.count) { power = reduced(power.map { $0 << 1 }, carrying: power) }
    for _ in 0..<16 { power = product(power, power) }
    return Self.bytes(product(power, base))
  }

  /// The doubled words with the bits that each word handed to the next, less the modulus when it is as large.
  private func reduced(_ shifted: [UInt64], carrying original: [UInt64]) -> [UInt64] {
    var doubled = shifted
    for index in 1..<doubled.count { doubled[index] |= original[index - 1] >> 63 }
    return lessened(doubled + [original[original.count - 1] >> 63])
  }

  /// `first · second / 2⁶⁴ᵏ`, where k is the number of words.
  private func product(_ first: [UInt64], _ second: [UInt64]) -> [UInt64] {
    var sum = [UInt64](repeating: 0, count: modulus.count + 2)
    for word in second {
      add(first, times: word, to: &sum)
      add(modulus, times: sum[0] &* factor, to: &sum)
      sum = Array(sum.dropFirst()) + [0]
    }
    return lessened(Array(sum.dropLast()))
  }

  private func add(_ number: [UInt64], times word: UInt64, to sum: inout [UInt64]) {
    var carry: UInt64 = 0
    for index in sum.indices {
      let (high, low) = (index < number.count ? number[index] : 0).multipliedFullWidth(by: word)
      let (once, overflowed) = sum[index].addingReportingOverflow(low)
      let (twice, again) = once.addingReportingOverflow(carry)
      sum[index] = twice
      carry = high + (overflowed ? 1 : 0) + (again ? 1 : 0)
    }
  }

  /// A number of one word more than the modulus, less the modulus when it is as large.
  private func lessened(_ number: [UInt64]) -> [UInt64] {
    var less = number
    var borrow: UInt64 = 0
    for index in number.indices {
      let (once, underflowed) = number[index].subtractingReportingOverflow(
        index < modulus.count ? modulus[index] : 0)
      let (twice, again) = once.subtractingReportingOverflow(borrow)
      less[index] = twice
      borrow = underflowed || again ? 1 : 0
    }
    return Array((borrow == 1 ? number : less).prefix(modulus.count))
  }

  private static func words(_ bytes: [UInt8]) -> [UInt64] {
    stride(from: bytes.count, to: 0, by: -8).map { end in
      bytes[(end - 8)..<end].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  private static func bytes(_ words: [UInt64]) -> [UInt8] {
    words.reversed().flatMap { word in (0..<8).reversed().map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
  }
}
