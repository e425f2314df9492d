import Foundation

/// The time zones this machine knows, by the system's own tables: what workers can read, people can choose.
struct TimeZoneNames: Sendable {
  private static let folder = "/usr/share/zoneinfo"

  /// For choosing: the principal name of each country's zones, sorted, and UTC.
  let offered: [String]

  init() {
    let table = (try? String(contentsOfFile: Self.folder + "/zone.tab", encoding: .utf8)) ?? ""
    let names = table.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      line.split(separator: "\t").dropFirst(2).first.map(String.init)
    }
    offered = (names + ["UTC"]).sorted()
  }

  /// Whether a worker would find it, and the web can show times in it. Names of old, such as `Asia/Calcutta`, count.
  func isKnown(_ name: String) -> Bool {
    if name == "UTC" { return true }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isName =
      name.utf8.count <= 64
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_+-".contains($0)) }
      }
    guard isName else { return false }
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: "\(Self.folder)/\(name)", isDirectory: &isFolder)
      && !isFolder.boolValue && TimeZone(identifier: name) != nil
  }
}
