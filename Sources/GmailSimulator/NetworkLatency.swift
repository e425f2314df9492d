import Glibc
import HTTPTypes
import Hummingbird
import NIOCore

/// How one answer travels back over its connection: whole, late, in drops, or not at all.
struct NetworkLatency {
  private let answer: SimulatedAnswer
  private let channel: any Channel

  init(_ answer: SimulatedAnswer, on channel: any Channel) {
    self.answer = answer
    self.channel = channel
  }

  func response() async throws -> Response {
    var headers = HTTPFields()
    for header in answer.headers {
      if let name = HTTPField.Name(header.name) { headers.append(HTTPField(name: name, value: header.value)) }
    }
    let body = ByteBuffer(bytes: answer.body)
    switch answer.delivery {
    case .reset:
      try await Self.reset(channel)
      throw Broken()
    case .late(let seconds):
      try await Task.sleep(for: .seconds(seconds))
    case .dripping(let seconds):
      return Response(status: .init(code: answer.status), headers: headers, body: drip(body, over: seconds))
    case .cutOff:
      return Response(status: .init(code: answer.status), headers: headers, body: half(body))
    case .whole: break
    }
    return Response(
      status: .init(code: answer.status), headers: headers,
      body: answer.status == 204 ? ResponseBody() : ResponseBody(byteBuffer: body))
  }

  private struct Broken: Error {}

  /// Closes with a TCP reset: with nothing to linger for, close sends RST.
  private static func reset(_ channel: any Channel) async throws {
    let now = linger(l_onoff: 1, l_linger: 0)
    try await (channel as? any SocketOptionProvider)?.setSoLinger(now).get()
    try? await channel.close(mode: .all).get()
  }

  private func drip(_ body: ByteBuffer, over seconds: Double) -> ResponseBody {
    ResponseBody(contentLength: body.readableBytes) { writer in
      var rest = body
      let drops = 20
      let size = max(1, body.readableBytes / drops)
      while let drop = rest.readSlice(length: min(size, rest.readableBytes)), drop.readableBytes > 0 {
        try await writer.write(drop)
        try await Task.sleep(for: .seconds(seconds / Double(drops)))
      }
      try await writer.finish(nil)
    }
  }

  private func half(_ body: ByteBuffer) -> ResponseBody {
    ResponseBody(contentLength: body.readableBytes) { [channel] writer in
      if let half = body.getSlice(at: body.readerIndex, length: body.readableBytes / 2) { try await writer.write(half) }
      try await Self.reset(channel)
      throw Broken()
    }
  }
}
