import FoundationEssentials

/// Somebody who signs in to the simulated Supabase project.
package struct SupabasePerson: Sendable {
  package enum Condition: String, Sendable, CaseIterable {
    case well, banned, deleted
  }

  /// A UUID in lower case.
  package let id: String
  package let email: String
  var password: String
  let isAnonymous: Bool
  let createdAt: Date
  var condition = Condition.well

  /// As the Auth server shows them.
  var json: JSON {
    let moment = JSON.string(GoogleTime.text(createdAt))
    return .object([
      "id": .string(id), "aud": "authenticated", "role": "authenticated", "email": .string(email),
      "email_confirmed_at": moment, "phone": "", "confirmed_at": moment, "last_sign_in_at": moment,
      "app_metadata": .object(["provider": "email", "providers": .array(["email"])]), "user_metadata": .object([]),
      "identities": .array([]), "created_at": moment, "updated_at": moment, "is_anonymous": .bool(isAnonymous),
    ])
  }
}
