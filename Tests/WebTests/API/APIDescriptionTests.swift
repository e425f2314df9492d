import Foundation
import HTTPTypes
import Hummingbird
import Secretary
import Storage
import Testing

@testable import Web

/// The description that is served is held to the routes and to what they answer.
struct APIDescriptionTests {
  @Test func `every route of the API is described, and nothing else`() async throws {
    try await WebFixture.with { fixture in
      let description = try await APIDescription.served(by: fixture)
      let routes = fixture.server.router().routes.filter { SitePath.isAPI($0.path.description) }
      #expect(Set(routes.map { "\($0.method.rawValue) \($0.path)" }) == Set(description.operations.keys))
      let names = description.operations.values.compactMap { $0["operationId"]?.text }
      #expect(Set(names).count == description.operations.count)
    }
  }

  @Test func `every change with a session is described with its form token`() async throws {
    try await WebFixture.with { fixture in
      for (name, operation) in try await APIDescription.served(by: fixture).operations where !name.hasPrefix("GET") {
        #expect(
          operation["parameters"]?.items?.contains(["$ref": "#/components/parameters/FormToken"]) == true, "\(name)")
      }
    }
  }

  @Test func `every answer has the fields that are described, all of them and no others`() async throws {
    try await WebFixture.with { fixture in
      let description = try await APIDescription.served(by: fixture)
      let user = try await fixture.activeUser("ann@example.com")
      let id = try await fixture.propose(.to(message: "18c1"), of: user)
      try await fixture.see("18c2", of: user)
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let version: JSONValue = .integer(1)
      let seen = try await ann.get("/api/v1/drafts/\(id)")["newest_message_id"] ?? .null
      let bodies: [String: JSONValue] = [
        "PATCH /api/v1/settings": ["version": try await ann.get("/api/v1/settings")["version"] ?? .null],
        "POST /api/v1/drafts/{id}/approve": ["version": version, "newest_message_id": seen],
        "POST /api/v1/drafts/{id}/edit": ["version": version, "body": "Thursday."],
        "POST /api/v1/drafts/{id}/rewrite": ["version": .integer(2), "instruction": "Shorter"],
        "POST /api/v1/drafts/{id}/settle": ["as": "sent"],
      ]
      let order = [
        "approve", "take-back", "edit", "rewrite", "dismiss", "restore", "settle", "draft-anyway", "DELETE",
      ]
      func place(_ name: String) -> Int { order.firstIndex { name.contains($0) } ?? -1 }
      for (name, operation) in description.operations.sorted(by: { place($0.key) < place($1.key) }) {
        let parts = name.split(separator: " ").map(String.init)
        let path = parts[1].replacing("{id}", with: parts[1].contains("ledger") ? "18c2" : id.rawValue)
        let answer = try await ann.ask(
          try #require(HTTPRequest.Method(rawValue: parts[0])), path, bodies[name])
        #expect(answer.status < 300 || name.hasSuffix("settle"), "\(name): \(answer.body)")
        let described = operation["responses"]?["\(answer.status)"] ?? operation["responses"]?["default"]
        for problem in description.differences(in: answer, from: described ?? .null) {
          Issue.record("\(name): \(problem)")
        }
      }
    }
  }

  @Test func `every setting and every word of a list is described`() async throws {
    try await WebFixture.with { fixture in
      let description = try await APIDescription.served(by: fixture)
      func names(_ schema: String) -> Set<String> {
        Set((description.schema(schema)["properties"]?.members ?? [:]).keys)
      }
      let settings = Set(Setting.allCases.map(\.column) + ["version"])
      #expect(names("Settings") == settings && names("SettingsChange") == settings)
      func words(_ schema: String, _ property: String? = nil) -> [String] {
        let found = description.schema(schema)
        let list = property.map { found["properties"]?[$0] ?? .null } ?? found
        return ((list["enum"] ?? list["items"]?["enum"])?.items ?? []).compactMap(\.text)
      }
      #expect(words("DraftStatus") == DraftStatus.allCases.map(\.rawValue))
      #expect(words("MessageState") == MessageState.Name.allCases.map(\.rawValue))
      #expect(words("Draft", "kind") == DraftKind.allCases.map(\.rawValue))
      #expect(words("Draft", "retirement") == DraftRetirement.allCases.map(\.rawValue))
      #expect(words("Draft", "thread_news") == ThreadNews.allCases.map(\.rawValue))
      #expect(words("Settlement", "as") == DraftSettlement.allCases.map(\.rawValue))
      #expect(words("Settings", "email_draft_mode") == DraftMode.allCases.map(\.rawValue))
      #expect(words("Settings", "strictness") == Strictness.allCases.map(\.rawValue))
      #expect(words("Settings", "voice") == VoiceChoice.allCases.map(\.rawValue))
      #expect(words("Settings", "draft_kinds") == DraftKind.answers.map(\.rawValue))
      #expect(names("DraftCounts") == Set(DraftStatus.allCases.map(\.rawValue)))
      #expect(names("BusinessHours") == Set(Weekday.allCases.map(\.key)))
    }
  }
}

/// The served document, as far as answers are compared with it.
private struct APIDescription {
  private let document: JSONValue

  static func served(by fixture: WebFixture) async throws -> APIDescription {
    APIDescription(document: try await APIClient(browser: fixture.browser()).get("/api/v1/openapi.json").body)
  }

  /// By method and path.
  var operations: [String: JSONValue] {
    var operations: [String: JSONValue] = [:]
    for (path, item) in document["paths"]?.members ?? [:] {
      for (method, operation) in item.members ?? [:] where method != "parameters" {
        operations["\(method.uppercased()) \(path)"] = operation
      }
    }
    return operations
  }

  func schema(_ name: String) -> JSONValue { document["components"]?["schemas"]?[name] ?? .null }

  /// What an answer has that is not described, and the other way round.
  func differences(in answer: APIAnswer, from described: JSONValue) -> [String] {
    let content = resolved(described)["content"]?.members ?? [:]
    if content.isEmpty { return answer.body == .null ? [] : ["a body that is not described"] }
    guard let type = answer.headers[.contentType], let schema = content[type]?["schema"] else {
      return ["a type that is not described"]
    }
    return differences(in: answer.body, from: schema, at: "body")
  }

  private func differences(in value: JSONValue, from schema: JSONValue, at place: String) -> [String] {
    let schema = resolved(schema)
    if let choices = schema["oneOf"]?.items {
      let tried = choices.map { differences(in: value, from: $0, at: place) }
      return tried.filter(\.isEmpty).count == 1 ? [] : ["\(place) fits \(tried.filter(\.isEmpty).count) of its choices"]
    }
    if let parts = schema["allOf"]?.items {
      let properties = parts.compactMap { resolved($0)["properties"]?.members }.reduce(into: [:]) {
        $0.merge($1) { first, _ in first }
      }
      return differences(
        in: value,
        from: [
          "type": "object", "properties": .object(properties), "required": .array(properties.keys.map { .string($0) }),
        ],
        at: place)
    }
    let types = schema["type"]?.text.map { [$0] } ?? (schema["type"]?.items ?? []).compactMap(\.text)
    guard types.contains(value.schemaType) || types.contains("number") && value.schemaType == "integer" else {
      return ["\(place) is \(value.schemaType), not \(types)"]
    }
    if let words = schema["enum"]?.items, !words.contains(value) { return ["\(place) is no word of the list"] }
    if let items = value.items, let item = schema["items"] {
      return items.enumerated().flatMap { differences(in: $1, from: item, at: "\(place)[\($0)]") }
    }
    guard let members = value.members, let properties = schema["properties"]?.members else { return [] }
    let required = Set((schema["required"]?.items ?? []).compactMap(\.text))
    return members.keys.filter { properties[$0] == nil }.map { "\(place).\($0) is not described" }
      + required.filter { members[$0] == nil }.map { "\(place).\($0) is missing" }
      + members.flatMap { name, value in
        properties[name].map { differences(in: value, from: $0, at: "\(place).\(name)") } ?? []
      }
  }

  private func resolved(_ schema: JSONValue) -> JSONValue {
    guard let reference = schema["$ref"]?.text else { return schema }
    let found = reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] ?? .null }
    return resolved(found)
  }
}

extension JSONValue {
  /// As JSON Schema calls it.
  fileprivate var schemaType: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
