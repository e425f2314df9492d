import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request takes too long to arrive: a body that trickles in would hold it for ever. For header
/// fields that trickle in the server's own idle time holds, since it counts whole heads only.
///
/// A handler of one connection, used on its event loop alone.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let time: TimeAmount
  private var closing: Scheduled<Void>?

  init(_ time: Duration) { self.time = TimeAmount(time) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      let channel = context.channel
      closing?.cancel()
      closing = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    case .body: break
    case .end: stop()
    }
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { stop() }

  private func stop() {
    closing?.cancel()
    closing = nil
  }
}
