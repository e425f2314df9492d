package import HTTPTransport
import Synchronization

package import struct FoundationEssentials.Date

/// A language model on a server, in one of the dialects that servers speak.
package final class ServedModel: LanguageModel {
  package enum Dialect: Sendable, Equatable {
    /// OpenAI's `/chat/completions`, which local servers and most providers speak.
    case chatCompletions
    /// Anthropic's `/messages`.
    case messages
  }

  private let server: ModelServer
  private let wire: any ModelWire.Type
  private let transport: HTTPTransport
  private let now: @Sendable () -> Date
  /// What the server would not take, found out once.
  private let spelling = Mutex(RequestSpelling())

  package init(
    _ dialect: Dialect, on server: ModelServer, transport: HTTPTransport, now: @escaping @Sendable () -> Date
  ) {
    self.server = server
    self.transport = transport
    self.now = now
    wire =
      switch dialect {
      case .chatCompletions: ChatWire.self
      case .messages: MessagesWire.self
      }
  }

  package var name: String { server.model }

  package func complete(_ request: CompletionRequest) async throws(LanguageModelError) -> Completion {
    var spelling = self.spelling.withLock { $0 }
    var response = try await send(request, spelled: spelling)
    // Each respelling does without one thing more, so this ends.
    while response.status == 400, let other = wire.respelling(of: request, after: response, to: spelling) {
      spelling = other
      response = try await send(request, spelled: other)
    }
    if response.status == 200 { self.spelling.withLock { $0 = spelling } }
    guard response.status == 200 else { throw ModelRefusal.meaning(of: response, at: now()) }
    return try wire.completion(from: response)
  }

  private func send(
    _ request: CompletionRequest, spelled spelling: RequestSpelling
  ) async throws(LanguageModelError) -> HTTPResponse {
    let asked = try wire.request(request, to: server, spelled: spelling)
    do {
      return try await transport.send(asked)
    } catch {
      throw ModelRefusal.meaning(of: error)
    }
  }
}

/// How one dialect writes a request and reads an answer.
protocol ModelWire: SendableMetatype {
  static func request(
    _ request: CompletionRequest, to server: ModelServer, spelled spelling: RequestSpelling
  ) throws(LanguageModelError) -> HTTPRequest

  /// What an answer with status 200 says; it must have come to its own end.
  static func completion(from response: HTTPResponse) throws(LanguageModelError) -> Completion

  /// What the words of a 400 name when the form of the answer is what the server does not take.
  static var wordsForForm: [String] { get }

  /// What they name when the limits are spelled otherwise there.
  static var wordsForLimits: [String] { get }
}

extension ModelWire {
  /// Another spelling to try when this answer refuses the one that was used; nil when that was not the reason.
  fileprivate static func respelling(
    of request: CompletionRequest, after response: HTTPResponse, to used: RequestSpelling
  ) -> RequestSpelling? {
    let words = String(decoding: response.body.prefix(10_000), as: UTF8.self)
    var other = used
    if used.limits == .common, wordsForLimits.contains(where: words.contains) {
      other.limits = .reasoning
    } else if request.form != nil, used.namesForm, wordsForForm.contains(where: words.contains) {
      other.namesForm = false
    } else {
      return nil
    }
    return other
  }
}

/// How a request is spelled, where servers of one dialect differ.
struct RequestSpelling: Sendable, Equatable {
  enum Limits: Sendable, Equatable {
    /// What local servers and most models know.
    case common
    /// What OpenAI's reasoning models insist on: another name for the limit, and no temperature.
    case reasoning
  }

  var limits = Limits.common
  /// Whether the form of the answer has its own field; else it stands in the rules only.
  var namesForm = true
}
