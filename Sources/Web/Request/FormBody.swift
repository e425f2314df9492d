import HTTPTypes
import Hummingbird
import NIOCore
import Secretary

/// Reads a posted form, whole or not at all.
struct FormBody: Sendable {
  /// Bytes.
  let largest: Int

  func read(_ request: Request) async throws -> FormFields {
    guard request.headers.mediaType == "application/x-www-form-urlencoded" else {
      throw HTTPError(.unsupportedMediaType)
    }
    // Every browser says the length of a form. Without it, a connection that breaks off would look like a form that ends
    // here, and half an edited draft would be saved.
    guard let length = request.headers[.contentLength].flatMap((0...Int.max).number(in:)) else {
      throw HTTPError(.lengthRequired)
    }
    guard length <= largest else { throw HTTPError(.contentTooLarge) }
    let body = try await request.body.collect(upTo: largest)
    guard body.readableBytes == length, let text = String(validating: body.readableBytesView, as: UTF8.self),
      let form = FormFields(text)
    else { throw HTTPError(.badRequest) }
    return form
  }
}

extension HTTPFields {
  /// What kind of body comes with them, in small letters and without parameters (RFC 9110 §8.3.1).
  var mediaType: String? {
    self[.contentType]?.split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() }
  }
}
