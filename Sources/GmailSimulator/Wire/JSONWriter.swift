/// Writes JSON as Google does: two spaces of indentation unless `prettyPrint=false`, and `<`, `>`, `&` escaped.
struct JSONWriter {
  private var bytes: [UInt8] = []
  private let pretty: Bool

  static func bytes(_ value: JSON, pretty: Bool = true) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    writer.write(value, depth: 0)
    if pretty { writer.bytes.append(UInt8(ascii: "\n")) }
    return writer.bytes
  }

  private init(pretty: Bool) { self.pretty = pretty }

  private mutating func write(_ value: JSON, depth: Int) {
    switch value {
    case .null: append("null")
    case .bool(let flag): append(flag ? "true" : "false")
    case .int(let whole): append(String(whole))
    case .double(let real): append(real.isFinite ? String(real) : "null")
    case .string(let text): quote(text)
    case .array(let items):
      list(items, open: "[", close: "]", depth: depth) { $0.write($1, depth: depth + 1) }
    case .object(let members):
      list(members, open: "{", close: "}", depth: depth) { writer, member in
        writer.quote(member.name)
        writer.append(writer.pretty ? ": " : ":")
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func list<Item>(
    _ items: [Item], open: StaticString, close: StaticString, depth: Int, write: (inout JSONWriter, Item) -> Void
  ) {
    append(open)
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(depth + 1)
      write(&self, item)
    }
    if !items.isEmpty { newLine(depth) }
    append(close)
  }

  private mutating func newLine(_ depth: Int) {
    guard pretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"" as StaticString)
      case UInt8(ascii: "\\"): append("\\\\" as StaticString)
      case UInt8(ascii: "\n"): append("\\n" as StaticString)
      case UInt8(ascii: "\r"): append("\\r" as StaticString)
      case UInt8(ascii: "\t"): append("\\t" as StaticString)
      case UInt8(ascii: "<"): append("\\u003c" as StaticString)
      case UInt8(ascii: ">"): append("\\u003e" as StaticString)
      case UInt8(ascii: "&"): append("\\u0026" as StaticString)
      case 0..<0x20:
        append("\\u00" as StaticString)
        bytes.append(Hex.digits[Int(byte >> 4)])
        bytes.append(Hex.digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
