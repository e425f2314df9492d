/// Amounts of memory as people write them in the file: `256M`, `1G`. Kept in bytes.
enum MemoryText {
  static let allowed = "a whole number and a unit, such as 256M or 1G, or none"

  /// Nil when the text is no amount.
  static func parse(_ text: String) -> Int? {
    guard let unit = text.last, let size = sizes[unit] else { return nil }
    let digits = text.dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(digits) else {
      return nil
    }
    let (total, overflow) = count.multipliedReportingOverflow(by: size)
    return overflow ? nil : total
  }

  /// The shortest way to write whole megabytes that `parse` reads back.
  static func text(_ bytes: Int) -> String {
    bytes % gigabyte == 0 ? "\(bytes / gigabyte)G" : "\(bytes / megabyte)M"
  }

  static let megabyte = 1 << 20
  private static let gigabyte = 1 << 30
  private static let sizes: [Character: Int] = ["M": megabyte, "G": gigabyte]
}
