import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder
import class FoundationEssentials.JSONEncoder

/// Arrays of text as SQLite holds them: a JSON array.
enum ListText {
  static func encode(_ list: [String]) -> String {
    // Strings always encode; the empty list is what JSONEncoder could never produce from them by failing.
    guard let bytes = try? JSONEncoder().encode(list) else { return "[]" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// nil when it is not an array of strings.
  static func decode(_ text: String) -> [String]? {
    try? JSONDecoder().decode([String].self, from: Data(text.utf8))
  }
}
