import Foundation
import Secretary
import Testing

@Suite struct TokenEstimateTests {
  private static let english = """
    Hello Ada, thank you for the offer of last week. We would like to have the two machines delivered on the third of \
    November, if that is possible for you; could you tell us by Friday what the transport costs? Kind regards, Ben
    """

  /// Tokens that models of 2023 to 2026 made of the same text, from the smallest to the largest list of tokens.
  @Test(arguments: [(english, 44...56), ("ありがとうございます。来週の火曜日に伺います。", 13...22)])
  func `what models count lies between the two numbers`(text: String, counted: ClosedRange<Int>) {
    let estimate = TokenEstimate(text)
    #expect(estimate.least <= counted.lowerBound && estimate.most >= counted.upperBound, "\(estimate)")
  }

  @Test func `each rule counts what it is about`() {
    #expect(TokenEstimate("").most == 0 && TokenEstimate("").least == 0)
    // 32 bytes of two words: by bytes.
    #expect(TokenEstimate("abcdefghijklmno abcdefghijklmnop").most == 10)
    // Ten words of one letter: by words.
    #expect(TokenEstimate("a b c d e f g h i j").most == 14)
    #expect(TokenEstimate("日本語").most == 3)
    #expect(TokenEstimate(String(repeating: "x", count: 64)).most == 32)
    #expect(TokenEstimate("Привет").most == 4)
  }

  @Test func `a text never has more tokens than the bound, whichever of Unicode's forms a model reads`() {
    #expect(TokenEstimate("a é 日 🙂").bound == 1 + 1 + 2 + 1 + 3 + 1 + 4)
    let scalars = (UInt32(0)...0x2FFFF).compactMap(Unicode.Scalar.init).filter {
      $0.properties.generalCategory != .unassigned
    }
    let short = scalars.filter {
      let text = String($0)
      return TokenEstimate(text).bound < max(text.utf8.count, text.precomposedStringWithCanonicalMapping.utf8.count)
    }
    #expect(scalars.count > 100_000 && short == [])
  }

  @Test func `a rule of dashes, an address and base64 say nothing of how much was read`() {
    for text in [
      String(repeating: "-", count: 10_000), "https://example.com/" + String(repeating: "a1B2", count: 2_500),
      String(repeating: " ", count: 10_000),
    ] {
      #expect(TokenEstimate(text).least <= 1)
    }
  }
}
