import HTTPTypes
import Hummingbird
import Mustache
import NIOCore

/// Stands in until the pages are there.
struct Layout: Sendable {
  struct Visitor: Sendable {
    let address: String
    let formToken: String
    let isOperator: Bool
  }

  let visitor: Visitor?
}

struct Pages: Sendable {
  private let template: MustacheTemplate

  init() throws {
    template = try MustacheTemplate(string: String(decoding: PackageResources.notice_mustache, as: UTF8.self))
  }

  func notice(_ notice: Notice, for layout: Layout, status: HTTPResponse.Status) throws -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: template.render(notice))))
  }
}
