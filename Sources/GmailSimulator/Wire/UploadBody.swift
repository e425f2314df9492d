/// The body of a request under `/upload/`: either the mail itself (`uploadType=media`) or `multipart/related` with a JSON
/// part and a `message/rfc822` part.
struct UploadBody {
  let metadata: JSON
  let mail: [UInt8]

  /// Nil when the multipart body cannot be read.
  init?(_ request: SimulatedRequest) {
    let type = request.headers["content-type"] ?? ""
    guard type.lowercased().hasPrefix("multipart/") else {
      metadata = .object([])
      mail = request.body
      return
    }
    guard let parts = MultipartBody.parts(of: request)?.map(MultipartBody.content), parts.count == 2,
      let metadata = JSON.parse(Array(parts[0]))
    else { return nil }
    self.metadata = metadata
    mail = Array(parts[1])
  }
}
