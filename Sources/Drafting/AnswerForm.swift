import FoundationEssentials

/// The form that an answer is to have, as JSON. Servers differ in whether they hold a model to it, and some pass over it without
/// a word, so the rules say it in words too, and whoever asked validates what comes: `StructuredAnswer`.
package struct AnswerForm: Sendable, Equatable {
  /// 1 to 64 of `a-z`, `A-Z`, `0-9`, `_` and `-`, as OpenAI's servers want it.
  package var name: String
  /// An object, as they insist.
  package var schema: JSONSchema

  package init(name: String, schema: JSONSchema) {
    self.name = name
    self.schema = schema
  }

  /// What the model is told of it. The same for the same form, so that a server's cache of prompts serves.
  var instruction: String {
    "Answer with one JSON object and nothing else. It has exactly the properties of this JSON Schema:\n\(schema.text)"
  }
}

/// The part of JSON Schema that OpenAI's strict mode, Anthropic, vLLM, llama.cpp and Ollama all take: every property is
/// required, and no other is allowed.
///
/// Properties are sent in the order of their names, and so most servers have them answered: what should be thought first is
/// named first in the alphabet.
package indirect enum JSONSchema: Sendable, Equatable {
  case text
  case choice([String])
  case truth
  /// Limits of numbers are not among what all servers take: whoever asked has to look.
  case whole
  case list(of: JSONSchema)
  case object([String: JSONSchema])

  /// Itself as JSON, on one line.
  var text: String { (try? JSONEncoder.stable.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}" }
}

extension JSONSchema: Encodable {
  private enum CodingKeys: String, CodingKey {
    case additionalProperties, items, properties, required, type
    case choices = "enum"
  }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .text: try fields.encode("string", forKey: .type)
    case .choice(let choices):
      try fields.encode("string", forKey: .type)
      try fields.encode(choices, forKey: .choices)
    case .truth: try fields.encode("boolean", forKey: .type)
    case .whole: try fields.encode("integer", forKey: .type)
    case .list(let item):
      try fields.encode("array", forKey: .type)
      try fields.encode(item, forKey: .items)
    case .object(let properties):
      try fields.encode("object", forKey: .type)
      try fields.encode(properties, forKey: .properties)
      try fields.encode(properties.keys.sorted(), forKey: .required)
      try fields.encode(false, forKey: .additionalProperties)
    }
  }
}

extension JSONEncoder {
  /// The same bytes for the same value.
  static var stable: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
