#pragma once
#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic macros, which Swift does not import: one wrapper per value type.
static inline CURLcode secretary_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode secretary_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode secretary_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode secretary_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode secretary_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}
typedef size_t (*secretary_curl_sink)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode secretary_curl_set_sink(CURL *handle, CURLoption option, secretary_curl_sink value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode secretary_curl_get_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

// curl_share_setopt is variadic, too.
static inline CURLSHcode secretary_curl_share_add(CURLSH *share, curl_lock_data value) {
  return curl_share_setopt(share, CURLSHOPT_SHARE, value);
}

// The result of a finished transfer sits in a C union inside CURLMsg; this reads the one member there is.
static inline int secretary_curl_next_result(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(multi, &left))) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return 1;
    }
  }
  return 0;
}
