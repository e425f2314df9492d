import CCurl

/// A curl handle and the connections it keeps. Lives on the transport's queue; frees everything when let go.
final class CurlSession {
  let multi: UnsafeMutableRawPointer
  private let easy: UnsafeMutableRawPointer
  private let sessions: TLSSessions

  /// Once per process, before any handle; curl makes it thread-safe since 7.84, Swift makes it once.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init?(resuming sessions: TLSSessions) {
    guard Self.isReady, let multi = curl_multi_init() else { return nil }
    guard let easy = curl_easy_init() else {
      curl_multi_cleanup(multi)
      return nil
    }
    self.multi = multi
    self.easy = easy
    self.sessions = sessions
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_multi_cleanup(multi)
    // Before the sessions: they may only go when no handle uses them.
  }

  /// Runs one transfer to its end. Blocks the calling thread, which is why it is called on the transport's own queue.
  func perform(
    _ request: HTTPRequest, under configuration: HTTPTransport.Configuration, interrupt: TransferInterrupt
  ) -> Result<HTTPResponse, HTTPTransportError> {
    if interrupt.isCancelled { return .failure(.cancelled) }
    var list: UnsafeMutablePointer<curl_slist>?
    defer { curl_slist_free_all(list) }
    // An empty `Expect:` keeps curl from waiting a second for a 100-continue before longer bodies.
    for field in [HTTPField("Expect", "")] + request.headers {
      guard Self.isSafe(field) else { return .failure(.refusedURL("a header field holds a line break")) }
      let line = field.value.isEmpty ? "\(field.name):" : "\(field.name): \(field.value)"
      guard let longer = curl_slist_append(list, line) else { return .failure(.neverReached("out of memory")) }
      list = longer
    }
    let reply = ReplyCollector(limit: configuration.responseLimit)
    prepare(request, under: configuration, headers: list, reply: reply)
    let code = withExtendedLifetime(reply) {
      (request.body ?? []).withUnsafeBytes { body in
        if request.body != nil || request.method == .post {
          // Set even when empty: a POST without a body is still a POST, with `Content-Length: 0`. Any address will do
          // then, as nothing is read from it, except null, which would make curl ask for the body some other way.
          set(CURLOPT_POSTFIELDSIZE_LARGE, offset: Int64(body.count))
          secretary_curl_set_pointer(easy, CURLOPT_POSTFIELDS, body.baseAddress ?? UnsafeRawPointer(easy))
        }
        return run(interrupt)
      }
    }
    return outcome(code, reply: reply, interrupt: interrupt)
  }

  private func prepare(
    _ request: HTTPRequest, under configuration: HTTPTransport.Configuration,
    headers: UnsafeMutablePointer<curl_slist>?, reply: ReplyCollector
  ) {
    curl_easy_reset(easy)  // options only; connections and TLS sessions stay
    set(CURLOPT_URL, text: request.url)
    set(CURLOPT_PROTOCOLS_STR, text: "http,https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_NOSIGNAL, 1)
    // HTTP/1.1: one request at a time gains nothing from HTTP/2, which costs memory per connection.
    set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    set(CURLOPT_ACCEPT_ENCODING, text: "gzip")
    set(CURLOPT_USERAGENT, text: configuration.userAgent)
    set(CURLOPT_MAXCONNECTS, 2)

    secretary_curl_set_pointer(easy, CURLOPT_SHARE, sessions.share)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    set(CURLOPT_CAPATH, text: configuration.certificateDirectory)
    // Said even when nil: curl's built-in default is the bundle file.
    set(CURLOPT_CAINFO, text: configuration.certificateFile)
    // A proxy is taken from the environment by curl itself, but plain text for this machine must never leave it.
    set(CURLOPT_NOPROXY, text: TransportURL.isPlain(request.url) ? "*" : nil)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)

    set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.milliseconds)
    set(CURLOPT_TIMEOUT_MS, (request.totalTimeout ?? configuration.totalTimeout).milliseconds)
    let stall = (request.stallTimeout ?? configuration.stallTimeout).milliseconds
    set(CURLOPT_LOW_SPEED_LIMIT, stall == 0 ? 0 : 1)
    set(CURLOPT_LOW_SPEED_TIME, stall == 0 ? 0 : max(1, stall / 1000))
    set(CURLOPT_QUICK_EXIT, 1)  // a cancelled transfer does not wait for a name lookup that hangs

    switch request.method {
    case .get: set(CURLOPT_HTTPGET, 1)
    case .post:
      set(CURLOPT_POST, 1)
      // On a kept connection that dies unanswered, curl sends the request again by itself. A POST may have been acted
      // on by then, so it gets a connection of its own, where curl never repeats.
      set(CURLOPT_FRESH_CONNECT, 1)
    case .put, .delete: set(CURLOPT_CUSTOMREQUEST, text: request.method.rawValue)
    }
    secretary_curl_set_list(easy, CURLOPT_HTTPHEADER, headers)

    let context = Unmanaged.passUnretained(reply).toOpaque()
    secretary_curl_set_sink(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let reply = Unmanaged<ReplyCollector>.fromOpaque(context).takeUnretainedValue()
      return reply.appendBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    secretary_curl_set_pointer(easy, CURLOPT_WRITEDATA, context)
    secretary_curl_set_sink(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let reply = Unmanaged<ReplyCollector>.fromOpaque(context).takeUnretainedValue()
      return reply.appendHeaderLine(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    secretary_curl_set_pointer(easy, CURLOPT_HEADERDATA, context)
  }

  /// Drives the transfer until it is done or interrupted; nil means interrupted.
  private func run(_ interrupt: TransferInterrupt) -> CURLcode? {
    guard curl_multi_add_handle(multi, easy) == CURLM_OK else { return CURLE_FAILED_INIT }
    defer { curl_multi_remove_handle(multi, easy) }
    while true {
      var running: Int32 = 0
      guard curl_multi_perform(multi, &running) == CURLM_OK else { return CURLE_FAILED_INIT }
      var code = CURLE_OK
      if secretary_curl_next_result(multi, &code) != 0 { return code }
      if interrupt.isCancelled { return nil }
      // Sleeps until a socket is ready, a timer of curl's is due, or `curl_multi_wakeup`; the minute is only a bound.
      guard curl_multi_poll(multi, nil, 0, 60_000, nil) == CURLM_OK else { return CURLE_FAILED_INIT }
    }
  }

  private func outcome(
    _ code: CURLcode?, reply: ReplyCollector, interrupt: TransferInterrupt
  ) -> Result<HTTPResponse, HTTPTransportError> {
    if reply.overflowed { return .failure(.tooLarge(limit: reply.limit)) }
    guard let code else { return .failure(.cancelled) }
    if code == CURLE_OK {
      guard reply.hasWholeHead else { return .failure(.answerUnknown("it was cut off in its headers")) }
      var status = 0
      secretary_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
      return .success(HTTPResponse(status: status, headers: reply.headers, body: reply.body))
    }
    let words = String(cString: curl_easy_strerror(code)).lowercased()
    var bytesSent = 0
    secretary_curl_get_long(easy, CURLINFO_REQUEST_SIZE, &bytesSent)
    return .failure(bytesSent == 0 ? .neverReached(words) : .answerUnknown(words))
  }

  private static func isSafe(_ field: HTTPField) -> Bool {
    !field.name.isEmpty && !(field.name + field.value).utf8.contains { $0 == 10 || $0 == 13 || $0 == 0 }
  }

  private func set(_ option: CURLoption, _ value: Int) { secretary_curl_set_long(easy, option, value) }
  private func set(_ option: CURLoption, offset: Int64) { secretary_curl_set_offset(easy, option, curl_off_t(offset)) }
  private func set(_ option: CURLoption, text: String?) { secretary_curl_set_text(easy, option, text) }
}

extension Duration {
  /// Whole milliseconds, at least 1 when there is any time at all: 0 means "no limit" to curl.
  fileprivate var milliseconds: Int {
    let (seconds, attoseconds) = components
    let whole = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    return self > .zero ? max(1, whole) : 0
  }
}
