import FoundationEssentials

extension HTTPTransport {
  /// The limits every request is under, and where trust comes from.
  package struct Configuration: Sendable {
    package var connectTimeout: Duration = .seconds(10)
    package var totalTimeout: Duration = .seconds(60)
    /// A transfer that moves less than one byte a second for this long is given up.
    package var stallTimeout: Duration = .seconds(30)
    /// Longest reply body, decompressed, in bytes.
    package var responseLimit = 40 * 1024 * 1024
    /// A folder of hashed certificates. OpenSSL reads from it only the one it needs, where a bundle file would be
    /// parsed whole, at several megabytes of memory per process.
    package var certificateDirectory: String
    /// A bundle file, read besides the folder, only when the environment names one.
    package var certificateFile: String?
    package var userAgent = "secretary (gzip)"

    /// Follows `SSL_CERT_DIR`, `CURL_CA_BUNDLE` and `SSL_CERT_FILE`, as OpenSSL's and curl's own tools do.
    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
      func set(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
      certificateDirectory = set("SSL_CERT_DIR") ?? "/etc/ssl/certs"
      certificateFile = set("CURL_CA_BUNDLE") ?? set("SSL_CERT_FILE")
    }
  }
}
