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
    let difference = abs(red - background.red) + abs(green - background.green) + abs(blue - background.blue)
    return alpha < 0.05 || difference < 20 || difference < 60 && contrast(to: background) < 1.13
  }

  /// How much lighter one is than the other, as WCAG 2 has it (1 is the same), with a square for its curve.
  private func contrast(to other: CSSColor) -> Double {
    let (one, two) = (luminance + 0.05, other.luminance + 0.05)
    return max(one, two) / min(one, two)
  }

  private var luminance: Double {
    (0.2126 * red * red + 0.7152 * green * green + 0.0722 * blue * blue) / (255 * 255)
  }

  /// `#rgb`, `#rrggbb`, `rgb()`, `hsl()` and the other functions of CSS Color 4 as far as they are near white or black, and the names
  /// senders use; nil for anything else.
  init?(_ text: String) {
    if text.hasPrefix("#") {
      self.init(hex: text.dropFirst())
    } else if text.hasPrefix("rgb") {
      self.init(function: text)
    } else if let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close {
      self.init(space: text[..<open], text[text.index(after: open)..<close])
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

  /// Of the spaces that name lightness only white and black are told apart: what lies between has a colour of its own.
  private init?(space: Substring, _ arguments: Substring) {
    var parts = arguments.split { " ,/".contains($0) }
    if space == "color" { parts = Array(parts.dropFirst()) }
    let numbers = parts.map { $0.hasSuffix("%") ? Double($0.dropLast()).map { $0 / 100 } : Double($0) }
    guard numbers.count >= 3 else { return nil }
    let alpha = numbers.count > 3 ? numbers[3] ?? 1 : 1
    switch space {
    case "hsl", "hsla":
      guard let saturation = numbers[1], let lightness = numbers[2] else { return nil }
      let hue = Double(parts[0].prefix { "0123456789.-".contains($0) }) ?? 0
      self.init(hue: hue, saturation: saturation, lightness: lightness, alpha: alpha)
    case "hwb":
      guard let white = numbers[1], let black = numbers[2] else { return nil }
      guard white >= 0.97 || black >= 0.97 else { return nil }
      let level = white >= 0.97 ? 255.0 : 0
      self.init(red: level, green: level, blue: level, alpha: alpha)
    case "lab", "lch", "oklab", "oklch":
      guard let first = numbers[0] else { return nil }
      let lightness = first > 1 ? first / 100 : first
      guard alpha < 0.05 || lightness >= 0.97 || lightness <= 0.03 else { return nil }
      let level = lightness >= 0.5 ? 255.0 : 0
      self.init(red: level, green: level, blue: level, alpha: alpha)
    case "color":
      guard let red = numbers[0], let green = numbers[1], let blue = numbers[2] else { return nil }
      self.init(red: red * 255, green: green * 255, blue: blue * 255, alpha: alpha)
    default: return nil
    }
  }

  private init(hue: Double, saturation: Double, lightness: Double, alpha: Double) {
    let turn = hue / 360 - (hue / 360).rounded(.down)
    let reach = saturation * min(lightness, 1 - lightness)
    func channel(_ offset: Double) -> Double {
      let place = (offset + turn * 12).truncatingRemainder(dividingBy: 12)
      return 255 * (lightness - reach * max(-1, min(place - 3, 9 - place, 1)))
    }
    self.init(red: channel(0), green: channel(8), blue: channel(4), alpha: alpha)
  }

  private static let names: [String: CSSColor] = [
    "white": .white, "black": .black, "transparent": CSSColor(red: 255, green: 255, blue: 255, alpha: 0),
    "snow": CSSColor(red: 255, green: 250, blue: 250), "whitesmoke": CSSColor(red: 245, green: 245, blue: 245),
    "floralwhite": CSSColor(red: 255, green: 250, blue: 240), "ghostwhite": CSSColor(red: 248, green: 248, blue: 255),
    "mintcream": CSSColor(red: 245, green: 255, blue: 250), "azure": CSSColor(red: 240, green: 255, blue: 255),
    "aliceblue": CSSColor(red: 240, green: 248, blue: 255), "seashell": CSSColor(red: 255, green: 245, blue: 238),
    "lightyellow": CSSColor(red: 255, green: 255, blue: 224), "honeydew": CSSColor(red: 240, green: 255, blue: 240),
    "canvas": .white, "canvastext": .black,
    "ivory": CSSColor(red: 255, green: 255, blue: 240), "red": CSSColor(red: 255, green: 0, blue: 0),
    "green": CSSColor(red: 0, green: 128, blue: 0), "blue": CSSColor(red: 0, green: 0, blue: 255),
    "navy": CSSColor(red: 0, green: 0, blue: 128), "yellow": CSSColor(red: 255, green: 255, blue: 0),
    "gray": CSSColor(red: 128, green: 128, blue: 128), "grey": CSSColor(red: 128, green: 128, blue: 128),
    "silver": CSSColor(red: 192, green: 192, blue: 192), "orange": CSSColor(red: 255, green: 165, blue: 0),
    "purple": CSSColor(red: 128, green: 0, blue: 128), "maroon": CSSColor(red: 128, green: 0, blue: 0),
  ]
}
