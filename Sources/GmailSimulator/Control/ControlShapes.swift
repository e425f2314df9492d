import FoundationEssentials

/// How control shows things in JSON.
extension SimulatedGoogle {
  /// The `credentials.json` that the Google console gives for an installed program.
  func credentialsFile(base: String) -> JSON {
    .object([
      "installed": .object([
        "client_id": .string(configuration.clientID), "project_id": "simulated",
        "auth_uri": .string("\(base)/o/oauth2/v2/auth"), "token_uri": .string("\(base)/token"),
        "auth_provider_x509_cert_url": .string("\(base)/oauth2/v1/certs"),
        "client_secret": .string(configuration.clientSecret), "redirect_uris": .array(["http://localhost"]),
      ])
    ])
  }

  /// The `client_secret.json` that the Google console gives for a web application.
  func webCredentialsFile(base: String) -> JSON {
    let addresses = tokens.clients[configuration.clientID]?.redirectURIs ?? []
    return .object([
      "web": .object([
        "client_id": .string(configuration.clientID), "project_id": "simulated",
        "auth_uri": .string("\(base)/o/oauth2/v2/auth"), "token_uri": .string("\(base)/token"),
        "auth_provider_x509_cert_url": .string("\(base)/oauth2/v1/certs"),
        "client_secret": .string(configuration.clientSecret), "redirect_uris": .array(addresses.map { .string($0) }),
      ])
    ])
  }

  /// The `token.json` that Google's Python samples leave behind.
  func tokenFile(_ credentials: Credentials, base: String) -> JSON {
    let expires = tokens.access[credentials.accessToken]?.expires
    return .object([
      "token": .string(credentials.accessToken), "refresh_token": .string(credentials.refreshToken),
      "token_uri": .string("\(base)/token"), "client_id": .string(credentials.clientID),
      "client_secret": .string(credentials.clientSecret), "scopes": .array(credentials.scopes.map { .string($0) }),
      "universe_domain": "googleapis.com", "account": "",
      "expiry": expires.map { .string(GoogleTime.text($0)) },
    ])
  }

  var waitingJSON: JSON {
    .object(waiting.sorted { $0.key < $1.key }.map { JSON.Member(name: $0.key, value: .int($0.value)) })
  }

  static func json(_ message: MessageSummary) -> JSON {
    .object([
      "id": .string(message.id), "threadId": .string(message.threadID),
      "labelIds": .array(message.labels.map { .string($0) }),
      "internalDate": .string(GoogleTime.text(message.internalDate)),
      "draftId": message.draftID.map { .string($0) }, "file": message.file.map { .string($0) },
      "headers": .array(
        message.header.fields.map {
          .object(["name": .string($0.name), "value": .string(message.header($0.name) ?? $0.value)])
        }),
    ])
  }

  static func json(_ fault: Fault) -> JSON {
    .object([
      "kind": .string(fault.kind.name), "when": .string(fault.moment.rawValue),
      "method": fault.method.map { .string($0) }, "path": fault.path.map { .string($0) },
      "user": fault.account.map { .string($0) }, "times": .int(fault.times ?? -1), "skip": .int(fault.skip),
      "probability": .double(fault.probability),
    ])
  }

  /// `{kind, when?, method?, path?, user?, times?, skip?, probability?, seconds?, status?, contentType?, body?}`; `times`
  /// is 1 unless given, and -1 means until cleared.
  static func fault(_ body: JSON) throws(ControlError) -> Fault {
    guard let name = body["kind"]?.text,
      let kind = Fault.Kind(
        name, seconds: body["seconds"]?.real ?? 5, status: body["status"]?.whole ?? 500,
        contentType: body["contentType"]?.text ?? "text/plain", body: body["body"]?.text ?? "")
    else { throw .bad("kind is missing or unknown") }
    guard let moment = Fault.Moment(rawValue: body["when"]?.text ?? "before") else {
      throw .bad("when is before or after")
    }
    let times = body["times"]?.whole ?? 1
    return Fault(
      kind, moment, method: body["method"]?.text, path: body["path"]?.text,
      account: body["user"]?.text.map(Self.address(for:)), times: times < 0 ? nil : times,
      skip: body["skip"]?.whole ?? 0, probability: body["probability"]?.real ?? 1)
  }

  func logJSON(_ query: FormParameters) -> JSON {
    let user = query["user"].map(Self.address(for:))
    let since = query["since"].flatMap { Int($0) } ?? 0
    let entries = log.entries.filter { $0.number > since && (user == nil || $0.account == user) }
    return .object([
      "entries": .array(
        entries.map { entry in
          .object([
            "number": .int(entry.number), "at": .string(GoogleTime.text(entry.at)),
            "user": entry.account.map { .string($0) }, "method": .string(entry.method), "path": .string(entry.path),
            "call": entry.call.map { .string($0) }, "units": .int(entry.units), "status": .int(entry.status),
            "fault": entry.fault.map { .string($0) },
          ])
        })
    ])
  }

  var usageJSON: JSON {
    func json(_ total: RequestLog.Total) -> JSON {
      .object(["requests": .int(total.requests), "units": .int(total.units), "failures": .int(total.failures)])
    }
    return .object([
      "users": .object(
        log.totals.sorted { $0.key < $1.key }.map { user, total in
          let calls = (log.calls[user] ?? [:]).sorted { $0.key < $1.key }
          return JSON.Member(
            name: user,
            value: .object([
              "total": json(total), "calls": .object(calls.map { JSON.Member(name: $0.key, value: json($0.value)) }),
            ]))
        })
    ])
  }
}
