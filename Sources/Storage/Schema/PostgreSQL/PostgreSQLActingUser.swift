/// For whom a transaction of `secretary_worker` is: the setting `secretary.user_id`, made for the transaction only. A setting that has
/// ended reads as an empty text, and nobody is that.
enum PostgreSQLActingUser {
  static func script(_ accounts: AccountSource) -> String {
    """
    CREATE FUNCTION secretary.acting_user() RETURNS \(accounts.id) LANGUAGE sql STABLE SET search_path = '' AS $$
      SELECT NULLIF(current_setting('secretary.user_id', true), '')::\(accounts.id)
    $$;
    """
  }
}
