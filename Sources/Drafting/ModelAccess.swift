package import HTTPTransport

package import struct FoundationEssentials.Date

/// What a model is reached with.
package struct ModelAccess: Sendable {
  package var transport: HTTPTransport
  package var now: @Sendable () -> Date
  /// Counts what is taken of models; nil where nothing may be written.
  package var meter: (any ModelMeter)?

  package init(transport: HTTPTransport, now: @escaping @Sendable () -> Date, meter: (any ModelMeter)? = nil) {
    self.transport = transport
    self.now = now
    self.meter = meter
  }
}
