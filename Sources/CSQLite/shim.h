#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast of -1 to a function pointer, which Swift does not import.
static inline int secretary_sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text, int length) {
  return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

// sqlite3_config and sqlite3_db_config are variadic, which Swift does not import.

// No block of pages taken in advance: pages come and go one by one. Before the first connection.
static inline int secretary_sqlite3_take_pages_singly(void) {
  return sqlite3_config(SQLITE_CONFIG_PAGECACHE, (void *)0, 0, 0);
}
// No block of small objects held for the life of a connection.
static inline int secretary_sqlite3_hold_no_lookaside(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_LOOKASIDE, (void *)0, 0, 0);
}
