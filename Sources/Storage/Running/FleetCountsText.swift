import Secretary

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder

/// How many workers are in each state, as the column `workers` of a supervisor holds it: `{"held":3,"running":987}`.
enum FleetCountsText {
  static func encode(_ counts: [WorkerCondition.Name: Int]) -> String {
    "{" + counts.map { "\"\($0.key.rawValue)\":\($0.value)" }.sorted().joined(separator: ",") + "}"
  }

  /// nil when it is not of that form.
  static func decode(_ text: String) -> [WorkerCondition.Name: Int]? {
    guard let named = try? JSONDecoder().decode([String: Int].self, from: Data(text.utf8)) else { return nil }
    var counts: [WorkerCondition.Name: Int] = [:]
    for (name, count) in named {
      guard let state = WorkerCondition.Name(rawValue: name) else { return nil }
      counts[state] = count
    }
    return counts
  }
}
