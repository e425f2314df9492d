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
  private let spelling = Mutex(RequestSpelling.common)

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
    let spelling = spelling.withLock { $0 }
    var response = try await send(request, spelled: spelling)
    if response.status == 400, let other = wire.spelling(after: response, to: spelling) {
      response = try await send(request, spelled: other)
      if response.status == 200 { self.spelling.withLock { $0 = other } }
    }
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

  /// Another spelling to try when this answer refuses the one that was used; nil when that was not the reason.
  static func spelling(after response: HTTPResponse, to used: RequestSpelling) -> RequestSpelling?
}

/// How the limits of a request are spelled, where servers of one dialect differ.
enum RequestSpelling: Sendable, Equatable {
  /// What local servers and most models know.
  case common
  /// What OpenAI's reasoning models insist on: another name for the limit, and no temperature.
  case reasoning
}
