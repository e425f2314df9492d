/// Which fields of our forms hold what a person wrote, and what the pages call them.
enum TypedText {
  private static let labels = [
    ("body", "Draft"), ("instruction", "How to write it"), ("instructions", "Instructions"), ("signature", "Signature"),
    ("other_addresses", "My other addresses"),
  ]

  /// The texts in a form, to be shown to the person when the form was not taken.
  static func all(in form: FormFields) -> [Notice.Typed] {
    labels.compactMap { name, label in
      form.text(name).flatMap { $0.isEmpty ? nil : Notice.Typed(label: label, text: $0) }
    }
  }
}
