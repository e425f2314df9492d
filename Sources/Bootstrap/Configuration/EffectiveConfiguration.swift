/// The configuration written out, every default included: what `check-config` prints, and a file that reads back as
/// the same configuration.
extension Configuration {
  package var text: String {
    let lines = ([""] + ConfigurationKey.sections).flatMap { section in
      section == ConfigurationKey.personal.section ? exceptions : entries(of: section)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func entries(of section: String) -> [String] {
    let indent = section.isEmpty ? "" : "  "
    let lines = ConfigurationKey.all.filter { $0.section == section }.compactMap { key in
      key.written(self).map { "\(indent)\(key.key): \($0)" }
    }
    return section.isEmpty || lines.isEmpty ? lines : ["\(section):"] + lines
  }

  private var exceptions: [String] {
    let (section, key, _) = ConfigurationKey.personal
    let lines = users.sorted { $0.key < $1.key }.map { name, override in
      let value = override.interval.map { "\(key): \(DurationText.text($0))" } ?? ""
      return "  \(YAMLText.quoted(name)): { \(value) }"
    }
    return lines.isEmpty ? [] : ["\(section):"] + lines
  }
}
