import FoundationEssentials

/// An error as the Gmail API words it.
struct APIError: Error, Sendable {
  let code: Int
  /// `error.status`, such as PERMISSION_DENIED.
  let status: String
  let reason: String
  var domain = "global"
  let message: String
  /// `errors[0].message` where it differs.
  var shortMessage: String?
  var location: (place: String, type: String)?
  var details: JSON?
  var headers: [(name: String, value: String)] = []

  var answer: SimulatedAnswer {
    let item = JSON.object([
      "message": .string(shortMessage ?? message), "domain": .string(domain), "reason": .string(reason),
      "location": location.map { .string($0.place) }, "locationType": location.map { .string($0.type) },
    ])
    let body = JSON.object([
      "error": .object([
        "code": .int(code), "message": .string(message), "errors": .array([item]), "status": .string(status),
        "details": details,
      ])
    ])
    var answer = SimulatedAnswer.json(body, status: code)
    answer.headers += headers
    return answer
  }
}

extension APIError {
  static func invalidArgument(_ message: String) -> APIError {
    APIError(code: 400, status: "INVALID_ARGUMENT", reason: "invalidArgument", message: message)
  }

  static func failedPrecondition(_ message: String) -> APIError {
    APIError(code: 400, status: "FAILED_PRECONDITION", reason: "failedPrecondition", message: message)
  }

  static func badRequest(_ message: String) -> APIError {
    APIError(code: 400, status: "INVALID_ARGUMENT", reason: "badRequest", message: message)
  }

  static func forbidden(_ message: String) -> APIError {
    APIError(code: 403, status: "PERMISSION_DENIED", reason: "forbidden", message: message)
  }

  static func aborted(_ message: String) -> APIError {
    APIError(code: 409, status: "ABORTED", reason: "aborted", message: message)
  }

  /// A gone message, draft, thread or label, and an expired history id: the body is the same.
  static let notFound = APIError(
    code: 404, status: "NOT_FOUND", reason: "notFound", message: "Requested entity was not found.")

  static let mailServiceNotEnabled = failedPrecondition("Mail service not enabled")

  static let invalidCredentials = APIError(
    code: 401, status: "UNAUTHENTICATED", reason: "authError",
    message:
      "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
      + "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    shortMessage: "Invalid Credentials", location: ("Authorization", "header"),
    headers: [("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"")])

  static let loginRequired = APIError(
    code: 401, status: "UNAUTHENTICATED", reason: "required",
    message:
      "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other "
      + "valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    shortMessage: "Login Required.", location: ("Authorization", "header"),
    details: errorInfo("CREDENTIALS_MISSING", domain: "googleapis.com"),
    headers: [("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\"")])

  static let insufficientScopes = APIError(
    code: 403, status: "PERMISSION_DENIED", reason: "insufficientPermissions",
    message: "Request had insufficient authentication scopes.", shortMessage: "Insufficient Permission",
    details: errorInfo("ACCESS_TOKEN_SCOPE_INSUFFICIENT", domain: "googleapis.com"))

  static let domainPolicy = APIError(
    code: 403, status: "PERMISSION_DENIED", reason: "domainPolicy",
    message: "The domain administrators have disabled Gmail apps.")

  static func accessNotConfigured(project: String) -> APIError {
    APIError(
      code: 403, status: "PERMISSION_DENIED", reason: "accessNotConfigured", domain: "usageLimits",
      message: "Gmail API has not been used in project \(project) before or it is disabled. Enable it by visiting "
        + "https://console.developers.google.com/apis/api/gmail.googleapis.com/overview?project=\(project) then retry. If "
        + "you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.",
      details: errorInfo("SERVICE_DISABLED", domain: "googleapis.com"))
  }

  /// More units than one user may spend in a minute: a 403 without Retry-After.
  static func quotaExceeded(project: String) -> APIError {
    APIError(
      code: 403, status: "PERMISSION_DENIED", reason: "rateLimitExceeded", domain: "usageLimits",
      message: "Quota exceeded for quota metric 'Total Query Cost' and limit 'Units per minute per user' of service "
        + "'gmail.googleapis.com' for consumer 'project_number:\(project)'.")
  }

  static func retryAfter(_ date: Date, code: Int = 403) -> APIError {
    APIError(
      code: code, status: code == 429 ? "RESOURCE_EXHAUSTED" : "PERMISSION_DENIED",
      reason: code == 429 ? "rateLimitExceeded" : "userRateLimitExceeded", domain: "usageLimits",
      message: "User-rate limit exceeded.  Retry after \(GoogleTime.text(date))")
  }

  static let dailyLimit = APIError(
    code: 403, status: "PERMISSION_DENIED", reason: "dailyLimitExceeded", domain: "usageLimits",
    message: "Daily Limit Exceeded")

  static let concurrent = APIError(
    code: 429, status: "RESOURCE_EXHAUSTED", reason: "rateLimitExceeded", domain: "usageLimits",
    message: "Too many concurrent requests for user")

  static let sendingLimit = APIError(
    code: 429, status: "RESOURCE_EXHAUSTED", reason: "rateLimitExceeded", domain: "usageLimits",
    message: "User-rate limit exceeded (Mail sending)")

  static let backend = APIError(code: 500, status: "INTERNAL", reason: "backendError", message: "Backend Error")

  static let unavailable = APIError(
    code: 503, status: "UNAVAILABLE", reason: "backendError", message: "The service is currently unavailable.")

  static let tooLarge = APIError(
    code: 413, status: "INVALID_ARGUMENT", reason: "uploadTooLarge", message: "Request payload size exceeds the limit.")

  private static func errorInfo(_ reason: String, domain: String) -> JSON {
    .array([
      .object([
        "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": .string(reason), "domain": .string(domain),
        "metadata": .object(["service": "gmail.googleapis.com"]),
      ])
    ])
  }
}
