/// A colour as red, green, blue and opacity.
struct CSSColor: Sendable, Equatable {
  var red: Double
  var green: Double
  var blue: Double
  var alpha = 1.0

  static let white = CSSColor(red: 255, green: 255, blue: 255)
  static let black = CSSColor(red: 0, green: 0, blue: 0)

  /// Whether text of one colour on the other cannot be seen.
  func hides(on background: CSSColor) -> Bool {
    alpha < 0.05 || abs(red - background.red) + abs(green - background.green) + abs(blue - background.blue) < 20
  }

  /// `#rgb`, `#rrggbb`, `rgb()`, `rgba()` and the names senders use; nil for anything else.
  init?(_ text: String) {
    if text.hasPrefix("#") {
      self.init(hex: text.dropFirst())
    } else if text.hasPrefix("rgb") {
      self.init(function: text)
    } else if let named = Self.names[text] {
      self = named
    } else {
      // Old HTML attributes leave the hash away.
      guard text.utf8.count == 6 else { return nil }
      self.init(hex: text[...])
    }
  }

  init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  private init?(hex: Substring) {
    guard let number = UInt32(hex, radix: 16) else { return nil }
    switch hex.count {
    case 3, 4:
      let wide = hex.count == 4 ? number >> 4 : number
      self.init(
        red: Double((wide >> 8 & 15) * 17), green: Double((wide >> 4 & 15) * 17), blue: Double((wide & 15) * 17),
        alpha: hex.count == 4 ? Double(number & 15) / 15 : 1)
    case 6, 8:
      let wide = hex.count == 8 ? number >> 8 : number
      self.init(
        red: Double(wide >> 16 & 255), green: Double(wide >> 8 & 255), blue: Double(wide & 255),
        alpha: hex.count == 8 ? Double(number & 255) / 255 : 1)
    default: return nil
    }
  }

  private init?(function: String) {
    guard let open = function.firstIndex(of: "("), let close = function.lastIndex(of: ")"), open < close else {
      return nil
    }
    let parts = function[function.index(after: open)..<close].split { " ,/".contains($0) }.map { part -> Double? in
      part.hasSuffix("%") ? Double(part.dropLast()).map { $0 * 2.55 } : Double(part)
    }
    guard parts.count >= 3, let red = parts[0], let green = parts[1], let blue = parts[2] else { return nil }
    self.init(red: red, green: green, blue: blue, alpha: parts.count > 3 ? parts[3] ?? 1 : 1)
  }

  private static let names: [String: CSSColor] = [
    "white": .white, "black": .black, "transparent": CSSColor(red: 255, green: 255, blue: 255, alpha: 0),
    "snow": CSSColor(red: 255, green: 250, blue: 250), "whitesmoke": CSSColor(red: 245, green: 245, blue: 245),
    "ivory": CSSColor(red: 255, green: 255, blue: 240), "red": CSSColor(red: 255, green: 0, blue: 0),
    "green": CSSColor(red: 0, green: 128, blue: 0), "blue": CSSColor(red: 0, green: 0, blue: 255),
    "navy": CSSColor(red: 0, green: 0, blue: 128), "yellow": CSSColor(red: 255, green: 255, blue: 0),
    "gray": CSSColor(red: 128, green: 128, blue: 128), "grey": CSSColor(red: 128, green: 128, blue: 128),
    "silver": CSSColor(red: 192, green: 192, blue: 192), "orange": CSSColor(red: 255, green: 165, blue: 0),
    "purple": CSSColor(red: 128, green: 0, blue: 128), "maroon": CSSColor(red: 128, green: 0, blue: 0),
  ]
}
