import FoundationEssentials

extension Fault {
  /// What goes wrong.
  package enum Kind: Sendable {
    /// The per-user minute limit: 403 `rateLimitExceeded`, without Retry-After.
    case quota
    /// 403 "User-rate limit exceeded.  Retry after …", so many seconds from now.
    case retryAfter(seconds: Double)
    case concurrent
    case sendingLimit
    case dailyLimit
    case unauthorized
    case backendError
    /// 502 and 503 as Google's front ends say them: an HTML page.
    case badGateway
    case unavailable
    /// 503 in JSON.
    case unavailableJSON
    case accessNotConfigured
    case notFound
    case preconditionFailed
    /// The connection is reset.
    case reset
    /// The body stops half-way and the connection is reset.
    case cutOff
    /// Everything, but so many seconds late.
    case late(seconds: Double)
    /// The body in small pieces over so many seconds.
    case slowBody(seconds: Double)
    /// The token endpoint: `{"error": …, "error_description": …, "error_subtype": …}`.
    case oauth(status: Int, error: String, description: String?, subtype: String?)
    /// The chat model: an answer that is not what was asked for.
    case chat(ChatModel.Oddity)
    /// Anything else.
    case custom(status: Int, contentType: String, body: String)
  }
}

extension Fault.Kind {
  /// The name in the control API and the request log.
  package var name: String {
    switch self {
    case .quota: "quota"
    case .retryAfter: "retry-after"
    case .concurrent: "concurrent"
    case .sendingLimit: "sending-limit"
    case .dailyLimit: "daily-limit"
    case .unauthorized: "unauthorized"
    case .backendError: "backend-error"
    case .badGateway: "bad-gateway"
    case .unavailable: "unavailable"
    case .unavailableJSON: "unavailable-json"
    case .accessNotConfigured: "access-not-configured"
    case .notFound: "not-found"
    case .preconditionFailed: "precondition-failed"
    case .reset: "reset"
    case .cutOff: "cut-off"
    case .late: "late"
    case .slowBody: "slow-body"
    case .oauth(_, let error, _, let subtype): subtype ?? error
    case .chat(let oddity): oddity.rawValue
    case .custom: "custom"
    }
  }

  /// Reads a kind by name; nil when there is none of that name.
  package init?(
    _ name: String, seconds: Double = 5, status: Int = 500, contentType: String = "text/plain", body: String = ""
  ) {
    switch name {
    case "quota": self = .quota
    case "retry-after": self = .retryAfter(seconds: seconds)
    case "concurrent": self = .concurrent
    case "sending-limit": self = .sendingLimit
    case "daily-limit": self = .dailyLimit
    case "unauthorized": self = .unauthorized
    case "backend-error": self = .backendError
    case "bad-gateway": self = .badGateway
    case "unavailable": self = .unavailable
    case "unavailable-json": self = .unavailableJSON
    case "access-not-configured": self = .accessNotConfigured
    case "not-found": self = .notFound
    case "precondition-failed": self = .preconditionFailed
    case "reset": self = .reset
    case "cut-off": self = .cutOff
    case "late": self = .late(seconds: seconds)
    case "slow-body": self = .slowBody(seconds: seconds)
    case "invalid_grant": self = .invalidGrant
    case "invalid_grant_bad_request":
      self = .oauth(status: 400, error: "invalid_grant", description: "Bad Request", subtype: nil)
    case "invalid_rapt", "rapt_required":
      self = .oauth(status: 400, error: "invalid_grant", description: "reauth related error (\(name))", subtype: name)
    case "invalid_client":
      self = .oauth(status: 401, error: name, description: "The OAuth client was not found.", subtype: nil)
    case "invalid_client_secret":
      self = .oauth(status: 401, error: "invalid_client", description: "Unauthorized", subtype: nil)
    case "deleted_client":
      self = .oauth(status: 401, error: name, description: "The OAuth client was deleted.", subtype: nil)
    case "admin_policy_enforced", "invalid_scope", "unauthorized_client", "unsupported_grant_type", "invalid_request":
      self = .oauth(
        status: name == "unauthorized_client" ? 401 : 400, error: name, description: "Bad Request", subtype: nil)
    case "internal_failure", "server_error", "temporarily_unavailable":
      self = .oauth(status: name == "temporarily_unavailable" ? 503 : 500, error: name, description: nil, subtype: nil)
    case "custom": self = .custom(status: status, contentType: contentType, body: body)
    default:
      guard let oddity = ChatModel.Oddity(rawValue: name) else { return nil }
      self = .chat(oddity)
    }
  }

  /// A dead refresh token.
  package static let invalidGrant = Self.oauth(
    status: 400, error: "invalid_grant", description: "Token has been expired or revoked.", subtype: nil)

  /// The answer this fault gives in place of the real one; nil when it only spoils how the real one travels.
  func answer(project: String, now: Date) -> SimulatedAnswer? {
    switch self {
    case .quota: APIError.quotaExceeded(project: project).answer
    case .retryAfter(let seconds): APIError.retryAfter(now.addingTimeInterval(seconds)).answer
    case .concurrent: APIError.concurrent.answer
    case .sendingLimit: APIError.sendingLimit.answer
    case .dailyLimit: APIError.dailyLimit.answer
    case .unauthorized: APIError.invalidCredentials.answer
    case .backendError: APIError.backend.answer
    case .badGateway: .html("Server Error", status: 502)
    case .unavailable: .html("Service Unavailable", status: 503)
    case .unavailableJSON: APIError.unavailable.answer
    case .accessNotConfigured: APIError.accessNotConfigured(project: project).answer
    case .notFound: APIError.notFound.answer
    case .preconditionFailed: APIError.failedPrecondition("Precondition check failed.").answer
    case .oauth(let status, let error, let description, let subtype):
      OAuthError(status: status, error: error, description: description, subtype: subtype).answer
    case .custom(let status, let contentType, let body):
      SimulatedAnswer(status: status, headers: [("Content-Type", contentType)], body: Array(body.utf8))
    case .reset, .cutOff, .late, .slowBody, .chat: nil
    }
  }

  var delivery: SimulatedAnswer.Delivery {
    switch self {
    case .reset: .reset
    case .cutOff: .cutOff
    case .late(let seconds): .late(seconds: seconds)
    case .slowBody(let seconds): .dripping(seconds: seconds)
    default: .whole
    }
  }
}
