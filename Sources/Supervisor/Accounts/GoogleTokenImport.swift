package import Foundation
package import Secretary
import Storage
package import StoreRequests

/// Takes over what Google's Python samples leave behind for one mailbox: `credentials.json`, which names the OAuth
/// client, and `token.json`, which holds the access the user granted to it. Pure: files in, tokens out.
package struct GoogleTokenImport: Sendable, Equatable {
  /// The client's secret, for an installation that does not have it yet.
  package let clientSecret: Secret
  package let tokens: MailboxTokens
  package let scopes: [String]

  /// - `clientID`: the configuration's `google.client_id`; tokens of another client cannot be refreshed with it.
  package init(credentials: Data, token: Data, clientID: String) throws(GoogleTokenImportError) {
    let client = try GoogleClientFile(credentials)
    let granted = try GoogleTokenFile(token)
    guard client.id == granted.clientID else { throw .filesOfDifferentClients }
    guard client.id == clientID else { throw .otherClient(found: client.id, configured: clientID) }
    guard !granted.refreshToken.isEmpty else { throw .noRefreshToken }
    guard MailboxScope.suffice(granted.scopes) else { throw .missingScope(found: granted.scopes) }
    clientSecret = Secret(client.secret)
    // A file without an expiry says nothing about its access token: it counts as expired and is refreshed at once.
    tokens = MailboxTokens(
      access: Secret(granted.accessToken), refresh: Secret(granted.refreshToken),
      expiry: granted.expiry ?? Date(timeIntervalSince1970: 0))
    scopes = granted.scopes
  }
}

/// Why the two files cannot be taken over, in sentences that say what to do. Never a token or a secret.
package enum GoogleTokenImportError: ProgramError, Equatable {
  package var exitStatus: ExitStatus { .configuration }

  case notCredentials
  case notToken
  case filesOfDifferentClients
  case otherClient(found: String, configured: String)
  case noRefreshToken
  case missingScope(found: [String])

  package var description: String {
    switch self {
    case .notCredentials:
      "The credentials file is not an OAuth client file from the Google Cloud console: it must hold 'installed' or 'web' with client_id and client_secret."
    case .notToken:
      "The token file is not one that Google's Python library writes: it must hold token, refresh_token, client_id and scopes."
    case .filesOfDifferentClients:
      "The token was granted to another OAuth client than the one in the credentials file. Give the two files that belong together."
    case .otherClient(let found, let configured):
      configured.isEmpty
        ? "The configuration names no OAuth client. Set google.client_id to \(found) and try again."
        : "The token belongs to the OAuth client \(found), but google.client_id is \(configured). Set google.client_id to \(found), or connect the account anew with the configured client."
    case .noRefreshToken:
      "The token file has no refresh_token, so access would end within the hour. Delete it, let the sample sign in again, and import the new file."
    case .missingScope(let found):
      "The token does not allow reading mail and writing drafts: it needs the scope \(MailboxScope.modify), not narrowed by \(MailboxScope.metadata), and has \(found.isEmpty ? "none" : found.joined(separator: ", ")). Sign in again with that scope alone and import the new file."
    }
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// `credentials.json`: the client under `installed` (desktop) or `web`.
struct GoogleClientFile {
  let id: String
  let secret: String

  init(_ data: Data) throws(GoogleTokenImportError) {
    struct File: Decodable {
      struct Client: Decodable {
        var client_id: String
        var client_secret: String
      }
      var installed: Client?
      var web: Client?
    }
    guard let file = try? JSONDecoder().decode(File.self, from: data), let client = file.installed ?? file.web,
      !client.client_id.isEmpty, !client.client_secret.isEmpty
    else { throw .notCredentials }
    id = client.client_id
    secret = client.client_secret
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// `token.json`, as `google.oauth2.credentials.Credentials.to_json()` writes it.
struct GoogleTokenFile {
  let accessToken: String
  let refreshToken: String
  let clientID: String
  let scopes: [String]
  let expiry: Date?

  init(_ data: Data) throws(GoogleTokenImportError) {
    struct File: Decodable {
      /// A list in files of today, one text with spaces in older ones.
      enum Scopes: Decodable {
        case list([String])
        case text(String)

        init(from decoder: any Decoder) throws {
          let container = try decoder.singleValueContainer()
          if let list = try? container.decode([String].self) {
            self = .list(list)
          } else {
            self = .text(try container.decode(String.self))
          }
        }
      }
      var token: String?
      var refresh_token: String?
      var client_id: String
      var scopes: Scopes?
      var expiry: String?
    }
    guard let file = try? JSONDecoder().decode(File.self, from: data), file.token != nil || file.refresh_token != nil
    else { throw .notToken }
    accessToken = file.token ?? ""
    refreshToken = file.refresh_token ?? ""
    clientID = file.client_id
    scopes =
      switch file.scopes {
      case .list(let list): list
      case .text(let text): text.split(separator: " ").map(String.init)
      case nil: []
      }
    expiry = file.expiry.flatMap(Self.date)
  }

  /// `2026-11-23T07:00:00.123456Z`; Python writes UTC, with or without a fraction, with or without the `Z`.
  private static func date(_ text: String) -> Date? {
    let seconds = text.prefix { $0 != "." && $0 != "Z" }
    return try? Date(String(seconds) + "Z", strategy: .iso8601)
  }
}
