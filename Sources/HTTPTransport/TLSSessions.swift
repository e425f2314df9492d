import CCurl

/// What lets a new connection to a known server begin where the last one left off, instead of reading and verifying the
/// server's certificates again: a few kilobytes that outlive connections, and about half of a handshake's work.
///
/// Lives on the transport's queue, so curl needs no locks around it.
final class TLSSessions {
  let share: UnsafeMutableRawPointer?

  init() {
    share = curl_share_init()
    secretary_curl_share_add(share, CURL_LOCK_DATA_SSL_SESSION)
  }

  deinit { curl_share_cleanup(share) }
}
