import HTTPTypes
import Hummingbird
import NIOCore

/// `/assets/…`: style sheet, script and icon, for everybody.
enum AssetRoutes {
  static func add(to group: RouterGroup<PageContext>) {
    group.get(SitePath.asset.pattern) { request, context -> Response in
      let name = try context.parameters.require(SitePath.placeholder)
      guard let asset = Asset.all.first(where: { $0.name == name }) else { throw HTTPError(.notFound) }
      // An address that names this very content is good for ever; another one may mean something else after an update.
      let isCurrent = FormFields(request.uri.query ?? "")?["v"] == asset.version
      return Response(
        status: .ok,
        headers: [
          .contentType: asset.type,
          .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
        ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }
  }
}
