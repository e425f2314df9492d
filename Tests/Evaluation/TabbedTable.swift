import Foundation

/// A file of lines with tabs between the fields and the names of the columns on top. Nothing is quoted.
struct TabbedTable {
  let rows: [[String: String]]

  init(_ file: URL) throws {
    let lines = String(decoding: try Data(contentsOf: file), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: true)
    let names = lines.first.map(Self.fields) ?? []
    rows = lines.dropFirst().map { line in
      Dictionary(zip(names, Self.fields(line)).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    }
  }

  private static func fields(_ line: Substring) -> [String] {
    line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }
}
