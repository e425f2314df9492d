import FoundationEssentials

/// Reads an answer that was asked for in a form. Prose, JSON that is cut or has something around it, and keys that are missing
/// are no answer: nothing is repaired into one. Whether the values make sense is for whoever asked to judge.
package enum StructuredAnswer {
  /// More than any form of ours fills; JSON nested without end costs nothing then.
  static let longest = 100_000

  package static func value<Value: Decodable>(
    _ type: Value.Type, from completion: Completion
  ) throws(LanguageModelError) -> Value {
    let object = try object(in: completion.text)
    guard let value = try? JSONDecoder().decode(type, from: Data(object.utf8)) else {
      throw .incomplete("it has not the form that was asked for")
    }
    return value
  }

  /// The text without thoughts before it, and without a fence around it, which models add that are asked in words.
  private static func object(in text: String) throws(LanguageModelError) -> String {
    guard text.utf8.count <= longest else { throw .incomplete("it is far too long") }
    var spoken = text.trimmingBlank()
    if !spoken.hasPrefix("{") {
      do { spoken = try ReasoningTrace.removed(from: spoken) } catch {
        throw .incomplete("it holds reasoning without an end")
      }
    }
    var lines = spoken.lines
    if lines.count > 2, lines[0].hasPrefix("```"), lines[lines.count - 1].trimmingBlank() == "```" {
      lines = Array(lines[1..<(lines.count - 1)])
    }
    let object = lines.joinedLines.trimmingBlank()
    guard object.hasPrefix("{"), object.hasSuffix("}") else {
      throw .incomplete("it has not the form that was asked for")
    }
    return object
  }
}
