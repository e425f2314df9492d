import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

@testable import Web

/// What came back.
struct Answer: Sendable {
  var status: Int
  var headers: HTTPFields
  var text: String

  var location: String? { headers[.location] }
  var cookies: [String] { headers[values: .setCookie] }
}

/// A browser as far as the web can tell: it keeps cookies, sends forms with the token of the page, and says where a form
/// was.
final class TestBrowser: Sendable {
  let site: SiteAddress
  private let responder: RouterResponder<PageContext>
  private let client: ClientAddress
  private let logger: Logger
  private let jar = Mutex<[String: String]>([:])

  init(site: SiteAddress, responder: RouterResponder<PageContext>, client: String, log: any LogHandler) {
    self.site = site
    self.responder = responder
    self.client = ClientAddress(client) ?? .unknown
    logger = Logger(label: "web") { _ in log }
  }

  func cookie(_ name: String) -> String? { jar.withLock { $0[name] } }
  func plant(_ name: String, _ value: String?) { jar.withLock { $0[name] = value } }
  /// Takes another browser's cookies, as a thief of all of them would.
  func copy(_ other: TestBrowser) { jar.withLock { mine in mine = other.jar.withLock { $0 } } }

  func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
    try await send(.get, path, headers: headers)
  }

  /// Posts a form as one of our own pages would; `token` nil leaves the field out.
  func post(
    _ path: String, _ fields: [(String, String)] = [], token: String?, headers: HTTPFields = [:]
  ) async throws -> Answer {
    let all = (token.map { [(FormToken.field, $0)] } ?? []) + fields
    let body = all.map { "\(FormFields.encoded($0.0))=\(FormFields.encoded($0.1))" }.joined(separator: "&")
    var fields = HTTPFields()
    fields[.contentType] = "application/x-www-form-urlencoded"
    fields[.origin] = site.origin
    fields[.secFetchSite] = "same-origin"
    for field in headers { fields[field.name] = field.value.isEmpty ? nil : field.value }
    return try await send(.post, path, headers: fields, body: body)
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: String? = nil
  ) async throws -> Answer {
    var headers = headers
    let cookies = jar.withLock { $0 }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    if headers[.cookie] == nil, !cookies.isEmpty { headers[.cookie] = cookies.joined(separator: "; ") }
    if let body, headers[.contentLength] == nil { headers[.contentLength] = "\(body.utf8.count)" }
    let head = HTTPRequest(
      method: method, scheme: "https", authority: "secretary.example.com", path: path, headerFields: headers)
    let response = try await responder.respond(
      to: Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body ?? ""))),
      context: PageContext(from: client, logger: logger))
    let collected = Collected()
    try await response.body.write(Collector(into: collected))
    let answer = Answer(
      status: response.status.code, headers: response.headers, text: collected.bytes.withLock { String(buffer: $0) })
    for cookie in answer.cookies { keep(cookie) }
    return answer
  }

  private func keep(_ cookie: String) {
    let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let isOver = cookie.contains("Max-Age=0")
    plant(String(pair[0]), isOver ? nil : String(pair[1]))
  }

  private final class Collected: Sendable {
    let bytes = Mutex(ByteBuffer())
  }

  private struct Collector: ResponseBodyWriter {
    let into: Collected

    mutating func write(_ buffer: ByteBuffer) async throws {
      into.bytes.withLock { bytes in _ = bytes.writeImmutableBuffer(buffer) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}
