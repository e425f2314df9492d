import Foundation
import Testing

@testable import Web

/// WCAG 2.2 AA: 4.5 to 1 for text, 3 to 1 for the edges of controls and the focus ring; in both schemes.
struct ColorContrastTests {
  private static let textPairs: [(text: String, ground: String)] =
    ["ink", "soft", "accent", "bad"].flatMap { text in ["paper", "sheet", "well"].map { (text, $0) } }
    + ["good", "warn", "bad", "info"].flatMap { [($0, "\($0)-wash")] }
    + ["good-wash", "warn-wash", "bad-wash", "info-wash", "accent-wash"].map { ("ink", $0) }
    + [("soft", "accent-wash"), ("on-accent", "accent"), ("on-accent", "accent-hover"), ("accent-hover", "sheet")]

  private static let edgePairs: [(text: String, ground: String)] =
    ["edge", "focus", "accent", "bad"].flatMap { edge in ["paper", "sheet"].map { (edge, $0) } }

  @Test(arguments: ["light", "dark"])
  func `every pair of colours can be read`(_ scheme: String) throws {
    let colors = try Self.colors(scheme)
    for (text, ground) in Self.textPairs {
      let ratio = Self.contrast(try #require(colors[text]), try #require(colors[ground]))
      #expect(ratio >= 4.5, "\(text) on \(ground): \(ratio)")
    }
    for (edge, ground) in Self.edgePairs {
      let ratio = Self.contrast(try #require(colors[edge]), try #require(colors[ground]))
      #expect(ratio >= 3, "\(edge) on \(ground): \(ratio)")
    }
  }

  @Test func `black on white is 21 to 1`() {
    #expect(abs(Self.contrast(0x000000, 0xFFFFFF) - 21) < 0.001)
  }

  /// The custom properties of `:root`; those of the dark scheme in its media query.
  private static func colors(_ scheme: String) throws -> [String: Int] {
    let sheet = String(decoding: Asset.style.bytes, as: UTF8.self)
    let parts = sheet.split(separator: "@media (prefers-color-scheme: dark)", maxSplits: 1)
    let part = String(parts[scheme == "light" ? 0 : 1].prefix { $0 != "*" || scheme == "light" })
    return part.matches(of: /--([a-z-]+): #([0-9a-f]{6});/).reduce(into: [:]) { colors, match in
      colors[String(match.1)] = Int(match.2, radix: 16)
    }
  }

  private static func contrast(_ one: Int, _ other: Int) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// WCAG 2.2, "relative luminance".
  private static func luminance(_ color: Int) -> Double {
    let parts = [16, 8, 0].map { shift -> Double in
      let value = Double(color >> shift & 255) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
