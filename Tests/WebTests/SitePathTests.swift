import Foundation
import Hummingbird
import Testing

@testable import Web

struct SitePathTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/Web").standardized

  @Test func `an address holds its part and its query escaped`() {
    #expect(SitePath.settleDraft.address("a/b") == "/drafts/a%2Fb/settle")
    #expect(SitePath.mail.address(query: ["q": "a&b", "state": nil, "before": ""]) == "/mail?q=a%26b&before=")
    #expect(SitePath.settings.address(fragment: "time_zone") == "/settings#time_zone")
    #expect(SitePath.home.address() == "/")
  }

  @Test func `every path is a route, and every route is a path of the list`() async throws {
    try await WebFixture.with { fixture in
      let routes = Set(fixture.server.router().routes.map { "\($0.path)" })
      #expect(routes == Set(SitePath.allCases.map { "\($0.pattern)" }))
    }
  }

  @Test func `what lies in the folder of regions is no page to go to`() {
    for path in SitePath.allCases {
      #expect(SitePath.isRegion(path.rawValue) == "\(path)".hasSuffix("Region"))
    }
  }

  /// A path that is spelled twice is changed once.
  @Test func `no path is spelled anywhere else`() throws {
    let first = Set(SitePath.allCases.compactMap { $0.rawValue.split(separator: "/").first }).joined(separator: "|")
    let code = try Regex(#""/(\#(first))[/"?#\\]|\.(get|post)\("|(to|returnTo|address): "/""#)
    let template = try Regex(#"(action|href|value|data-live)="/"#)
    for file in try #require(FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil)) {
      guard let file = file as? URL, file.lastPathComponent != "SitePath.swift" else { continue }
      guard let pattern = ["swift": code, "mustache": template][file.pathExtension] else { continue }
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let spells = line.firstMatch(of: pattern) != nil
        #expect(!spells, "\(file.lastPathComponent): \(line)")
      }
    }
  }
}
