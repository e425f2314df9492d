import Foundation

/// The time zones this machine knows, by the system's own tables: what workers can read, people can choose.
struct TimeZoneNames: Sendable {
  private static let folder = "/usr/share/zoneinfo"
  /// Those of the folder that hold every zone once more, counted otherwise.
  private static let copies: Set = ["posix", "right"]
  /// More is no name of a zone.
  private static let longest = 64

  /// For choosing: the principal name of each country's zones, sorted, and UTC.
  var offered: [String] { Self.principal }

  /// The zone that a person means by what they typed: its name in any case and spacing, or a city alone, `new york`. Nil when
  /// none is known.
  func named(_ text: String) -> String? {
    let name = text.filter { !$0.isWhitespace }
    if isKnown(name) { return name }
    guard text.utf8.count <= Self.longest else { return nil }
    return Self.typed[Self.key(of: text)].flatMap { isKnown($0) ? $0 : nil }
  }

  /// Whether a worker would find it, and the web can show times in it. Names of old, such as `Asia/Calcutta`, count.
  func isKnown(_ name: String) -> Bool {
    if name == "UTC" { return true }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isName =
      !Self.copies.contains(String(parts[0])) && name.utf8.count <= Self.longest
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_+-".contains($0)) }
      }
    guard isName else { return false }
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: "\(Self.folder)/\(name)", isDirectory: &isFolder)
      && !isFolder.boolValue && TimeZone(identifier: name) != nil
  }

  // Read once; whoever installs other tables starts the program again.

  private static let principal: [String] = {
    let table = (try? String(contentsOfFile: folder + "/zone.tab", encoding: .utf8)) ?? ""
    let names = table.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      line.split(separator: "\t").dropFirst(2).first.map(String.init)
    }
    return (names + ["UTC"]).sorted()
  }()

  /// Names by how they are typed: whole, by their city alone, or by another large city. A principal name comes before one of old
  /// for the same place, and the tables before our own list.
  private static let typed: [String: String] = {
    let files = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
      .filter { !copies.contains(String($0.prefix { $0 != "/" })) }.sorted()
    let keys = [principal, files].flatMap { names in
      names.map { (key(of: $0), $0) }
        + names.compactMap { name in name.split(separator: "/").last.map { (key(of: String($0)), name) } }
    }
    return Dictionary(keys + CityZones.all.map { (key(of: $0.city), $0.zone) }) { first, _ in first }
  }()

  /// Small letters without accents, and of all signs only those that tell zones apart: `/`, and the one before a number.
  private static func key(of text: String) -> String {
    let plain = Array(text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).unicodeScalars)
    var key = String.UnicodeScalarView()
    for (place, scalar) in plain.enumerated() {
      let isBeforeNumber = place + 1 < plain.count && ("0"..."9").contains(plain[place + 1])
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "/"
        || ("+-".unicodeScalars.contains(scalar) && isBeforeNumber)
      {
        key.append(scalar)
      }
    }
    return String(key)
  }
}
