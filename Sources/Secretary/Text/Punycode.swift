/// Unicode in the letters, digits and hyphens of a host name (RFC 3492).
package enum Punycode {
  private static let base = 36
  private static let tMin = 1
  private static let tMax = 26

  /// The label in its ASCII form with `xn--` before it; an ASCII label as it is. Nil when a number overflows.
  package static func label(_ label: some StringProtocol) -> String? {
    label.utf8.allSatisfy { $0 < 0x80 } ? String(label) : encode(label).map { "xn--" + $0 }
  }

  /// The procedure of §6.3.
  package static func encode(_ text: some StringProtocol) -> String? {
    let scalars = text.unicodeScalars.map { Int($0.value) }
    var output = String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isASCII)))
    let basic = output.utf8.count
    if basic > 0 { output += "-" }
    var (next, delta, bias, handled) = (128, 0, 72, basic)
    while handled < scalars.count {
      guard let smallest = scalars.filter({ $0 >= next }).min() else { return nil }
      let (product, isTooLarge) = (smallest - next).multipliedReportingOverflow(by: handled + 1)
      guard !isTooLarge, scalars.count < 1_000 else { return nil }
      delta += product
      next = smallest
      for scalar in scalars {
        if scalar < next { delta += 1 }
        guard scalar == next else { continue }
        var rest = delta
        var position = base
        while true {
          let threshold = min(max(position - bias, tMin), tMax)
          if rest < threshold { break }
          output.unicodeScalars.append(digit(threshold + (rest - threshold) % (base - threshold)))
          rest = (rest - threshold) / (base - threshold)
          position += base
        }
        output.unicodeScalars.append(digit(rest))
        bias = adapted(delta, to: handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      next += 1
    }
    return output
  }

  /// §6.1.
  private static func adapted(_ delta: Int, to count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var steps = 0
    while delta > (base - tMin) * tMax / 2 {
      delta /= base - tMin
      steps += base
    }
    return steps + (base - tMin + 1) * delta / (delta + 38)
  }

  /// `a` to `z`, then `0` to `9`.
  private static func digit(_ value: Int) -> Unicode.Scalar {
    Unicode.Scalar(UInt8(value < 26 ? value + 97 : value - 26 + 48))
  }
}
