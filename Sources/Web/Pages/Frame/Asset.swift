import Foundation
import Vault

/// A file that browsers fetch beside a page. Its address names its content, so it may be kept for ever.
struct Asset: Sendable {
  let name: String
  let type: String
  let bytes: [UInt8]
  /// A short hash of the content: the `v` in the address.
  let version: String

  private init(_ name: String, type: String, _ bytes: [UInt8]) {
    self.name = name
    self.type = type
    self.bytes = bytes
    version = String(SHA256.hash(String(decoding: bytes, as: UTF8.self)).prefix(12))
  }

  var address: String { SitePath.asset.address(name, query: ["v": version]) }

  static let style = Asset("site.css", type: "text/css; charset=utf-8", PackageResources.site_css)
  static let script = Asset("live.js", type: "text/javascript; charset=utf-8", PackageResources.live_js)
  static let typing = Asset("typing.js", type: "text/javascript; charset=utf-8", PackageResources.typing_js)
  static let icon = Asset("icon.svg", type: "image/svg+xml", PackageResources.icon_svg)

  static let all = [style, script, typing, icon]
}
