import Foundation
import HTTPTransport
import Testing

/// Against `openssl s_server` with certificates made on the spot.
@Suite struct CertificateTests {
  @Test func `a certificate nobody vouches for ends the connection before anything is sent`() async throws {
    let server = try TLSServer(subject: "IP:127.0.0.1")
    let error = await #expect(throws: HTTPTransportError.self) {
      try await HTTPTransport().send(HTTPRequest(.post, server.url, body: [1]))
    }
    #expect(error?.isNeverReached == true)
  }

  @Test func `a certificate of a trusted issuer is accepted`() async throws {
    let server = try TLSServer(subject: "IP:127.0.0.1")
    let transport = HTTPTransport(configuration: .init(environment: ["SSL_CERT_FILE": server.certificate]))
    #expect(try await transport.send(HTTPRequest(.get, server.url)).status == 200)
  }

  @Test func `a connection after closing resumes the one before, and needs no certificates read again`() async throws {
    let server = try TLSServer(subject: "IP:127.0.0.1")
    let transport = HTTPTransport(configuration: .init(environment: ["SSL_CERT_FILE": server.certificate]))
    // The server's page says how the connection came about.
    let first = try await transport.send(HTTPRequest(.get, server.url))
    #expect(String(decoding: first.body, as: UTF8.self).contains("New, TLSv1.3"))
    await transport.close()
    let second = try await transport.send(HTTPRequest(.get, server.url))
    #expect(String(decoding: second.body, as: UTF8.self).contains("Reused, TLSv1.3"))
  }

  @Test func `a trusted certificate for another host is refused`() async throws {
    let server = try TLSServer(subject: "DNS:other.example")
    let transport = HTTPTransport(configuration: .init(environment: ["CURL_CA_BUNDLE": server.certificate]))
    let error = await #expect(throws: HTTPTransportError.self) {
      try await transport.send(HTTPRequest(.get, server.url))
    }
    #expect(error?.isNeverReached == true)
  }

  @Test func `the environment says where trusted certificates are`() {
    let given = HTTPTransport.Configuration(environment: ["SSL_CERT_DIR": "/own", "SSL_CERT_FILE": ""])
    #expect(given.certificateDirectory == "/own")
    #expect(given.certificateFile == nil)
    #expect(HTTPTransport.Configuration(environment: [:]).certificateDirectory == "/etc/ssl/certs")
  }
}

private final class TLSServer {
  let certificate: String
  private(set) var url = ""
  private let folder: URL
  private let server = Process()

  init(subject: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    certificate = folder.appending(path: "certificate.pem").path
    let key = folder.appending(path: "key.pem").path
    let request = Process()
    request.executableURL = URL(filePath: "/usr/bin/openssl")
    request.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
      "/CN=test", "-addext", "subjectAltName=\(subject)", "-keyout", key, "-out", certificate,
    ]
    // Its output ends when it does. (`waitUntilExit` may run the wrong thread's run loop for ever.)
    let ending = Pipe()
    request.standardOutput = ending
    request.standardError = FileHandle.nullDevice
    try request.run()
    _ = ending.fileHandleForReading.readDataToEndOfFile()

    let output = Pipe()
    server.executableURL = URL(filePath: "/usr/bin/openssl")
    server.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"]
    server.standardInput = FileHandle.nullDevice
    server.standardOutput = output
    server.standardError = FileHandle.nullDevice
    try server.run()
    // It says "ACCEPT 127.0.0.1:43211" once it listens.
    var text = ""
    while !text.contains("\n") || !text.contains("ACCEPT ") {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { throw POSIXError(.ECHILD) }
      text += String(decoding: data, as: UTF8.self)
    }
    let port = text.components(separatedBy: "ACCEPT 127.0.0.1:").last.map { $0.prefix { $0.isNumber } } ?? ""
    url = "https://127.0.0.1:\(port)/"
  }

  deinit {
    // Not SIGTERM: a child of `Process` inherits the signals its parent's thread had blocked.
    kill(server.processIdentifier, SIGKILL)
    try? FileManager.default.removeItem(at: folder)
  }
}
