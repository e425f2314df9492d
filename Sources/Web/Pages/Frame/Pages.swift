import HTTPTypes
import Hummingbird
import Mustache
import NIOCore

/// Turns page structs into responses. Made once at start, when a template that does not parse is an error.
struct Pages: Sendable {
  /// A template that a page names is not among those in the program; a test rules it out for every page.
  struct MissingTemplate: Error {
    let name: String
  }

  private let library: MustacheLibrary

  init() throws { library = try Templates.library() }

  /// A whole page.
  func render(_ page: some Page, for layout: Layout, status: HTTPResponse.Status = .ok) throws -> Response {
    response(try text(of: page, for: layout), status: status)
  }

  /// An error, or the way in which signing in ended.
  func notice(_ notice: Notice, for layout: Layout, status: HTTPResponse.Status) throws -> Response {
    try render(NoticePage(notice, isSignedIn: layout.visitor != nil), for: layout, status: status)
  }

  /// One region of a page, for `live.js`.
  func fragment(_ page: some Page, region: String, for layout: Layout) throws -> Response {
    var response = response(try text(of: page, template: region, for: layout), status: .ok)
    // For the page around the region: what the tab and the navigation say.
    response.headers[.waiting] = "\(layout.visitor?.waiting ?? 0)"
    return response
  }

  /// What the tab and the navigation say, for a page of which nothing is fetched again.
  func waitingCount(for layout: Layout) -> Response {
    Response(
      status: .noContent, headers: [.cacheControl: "no-store", .waiting: "\(layout.visitor?.waiting ?? 0)"])
  }

  func text(of page: some Page, template: String? = nil, for layout: Layout) throws -> String {
    let name = template ?? type(of: page).template
    guard let fields = PageFields.of(Document(page, for: layout)), let text = library.render(fields, withTemplate: name)
    else {
      throw MissingTemplate(name: name)
    }
    return text
  }

  private func response(_ text: String, status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
