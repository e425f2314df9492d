/// The configuration written out, every default included: what `check-config` prints, and a file that reads back as
/// the same configuration.
extension Configuration {
  package var text: String {
    let outer = ConfigurationKey.sections.filter { !$0.contains(".") }
    let lines = ([""] + outer).flatMap { section in
      section == ConfigurationKey.personal.section ? exceptions : entries(of: section)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A section with those inside it.
  private func entries(of section: String) -> [String] {
    let keys = ConfigurationKey.all.filter { $0.section == section }.compactMap { key in
      key.written(self).map { "\(key.key): \($0)" }
    }
    guard !section.isEmpty else { return keys }
    let inner = ConfigurationKey.sections.filter { $0.hasPrefix(section + ".") }.flatMap(entries)
    let lines = keys + inner
    return lines.isEmpty ? [] : ["\(section.split(separator: ".").last ?? ""):"] + lines.map { "  \($0)" }
  }

  private var exceptions: [String] {
    let (section, keys) = ConfigurationKey.personal
    let lines = users.sorted { $0.key < $1.key }.map { name, override in
      let texts = [override.interval.map(DurationText.text), override.memoryLimit.map(MemoryText.text)]
      let values = zip(keys, texts).compactMap { entry, text in text.map { "\(entry.key): \($0)" } }
      return "  \(YAMLText.quoted(name)): { \(values.joined(separator: ", ")) }"
    }
    return lines.isEmpty ? [] : ["\(section):"] + lines
  }
}
