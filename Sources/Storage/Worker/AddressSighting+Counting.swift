import Database
import Secretary

import struct FoundationEssentials.Date

/// Addresses that mail came by and that may be the user's.
extension AddressSighting {
  /// Kept of those that the person has said nothing about.
  static let mostKept = 20

  /// Counts an address for a message that is read for the first time. Of too many those go that no server vouches for, the
  /// longest unseen first.
  func count(in message: MessageID, of user: UserID, at now: Date, _ session: SQLSession) throws {
    let counted = try session.query(
      """
      INSERT INTO address_sightings (user_id, address, is_stamped, messages, last_seen_at)
      SELECT user_id, $3, $4, 1, $5 FROM mailbox_messages
      WHERE user_id = $1 AND gmail_message_id = $2 AND received_at IS NULL
      ON CONFLICT (user_id, address) DO UPDATE SET messages = address_sightings.messages + 1,
        is_stamped = address_sightings.is_stamped OR excluded.is_stamped, last_seen_at = excluded.last_seen_at
      WHERE address_sightings.dismissed_at IS NULL
      RETURNING messages
      """,
      [SQLValue(user), SQLValue(message), SQLValue(address.canonical), SQLValue(isStamped), SQLValue(now)])
    guard let row = counted.first, try row.int("messages") == 1 else { return }
    _ = try session.query(
      """
      DELETE FROM address_sightings WHERE user_id = $1 AND dismissed_at IS NULL AND address NOT IN (
        SELECT address FROM address_sightings WHERE user_id = $1 AND dismissed_at IS NULL
        ORDER BY is_stamped DESC, last_seen_at DESC, address LIMIT $2)
      """, [SQLValue(user), SQLValue(Self.mostKept)])
  }
}
