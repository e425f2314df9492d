import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request takes too long to arrive: a body that trickles in would hold it for ever, and connections
/// on which nothing is ever asked would keep out everybody else. For header fields that trickle in later the server's own idle
/// time holds, since it counts whole heads only.
///
/// A handler of one connection, used on its event loop alone.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let first: TimeAmount
  private let time: TimeAmount
  private var closing: Scheduled<Void>?

  /// - Parameters:
  ///   - first: from the connection's beginning to its first head.
  ///   - time: from a head to the end of its body.
  init(first: Duration, _ time: Duration) {
    self.first = TimeAmount(first)
    self.time = TimeAmount(time)
  }

  func handlerAdded(context: ChannelHandlerContext) { close(context.channel, in: first, context) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: close(context.channel, in: time, context)
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

  private func close(_ channel: any Channel, in time: TimeAmount, _ context: ChannelHandlerContext) {
    stop()
    closing = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }

  private func stop() {
    closing?.cancel()
    closing = nil
  }
}
