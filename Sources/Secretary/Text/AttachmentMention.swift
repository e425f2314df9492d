/// Whether a letter says that something is attached to it. Replies are text alone, so that is a promise nobody keeps.
package enum AttachmentMention {
  package static func isIn(_ letter: String) -> Bool {
    let words = letter.lowercased().split { !$0.isLetter && $0 != "-" }.joined(separator: " ")
    return phrases.contains { " \(words) ".contains(" \($0)") }
  }

  /// Beginnings of words, by language.
  private static let phrases = [
    "attached ", "i attach", "in the attachment", "enclosed ", "im anhang", "angehängt", "beigefügt", "anbei ",
    "hänge ich",
    "ci-joint", "en pièce jointe", "adjunto ", "adjunta ", "adjunt", "in allegato", "allego ", "allegat", "em anexo",
    "segue anexo", "anexei",
    "in de bijlage", "bijgevoegd", "bifoga", "vedhæft", "vedlagt", "legger ved", "liitteenä", "w załączniku", "załącz",
  ]
}
