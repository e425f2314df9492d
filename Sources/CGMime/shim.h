#pragma once
#include <gmime/gmime.h>

// GObject's type checks and casts are macros, which Swift does not see. Each of these answers NULL when the object is
// of another kind.

static inline GMimePart *secretary_gmime_part(GMimeObject *object) {
  return GMIME_IS_PART(object) ? GMIME_PART(object) : NULL;
}

static inline GMimeMultipart *secretary_gmime_multipart(GMimeObject *object) {
  return GMIME_IS_MULTIPART(object) ? GMIME_MULTIPART(object) : NULL;
}

static inline GMimeObject *secretary_gmime_part_object(GMimePart *part) { return GMIME_OBJECT(part); }

static inline GByteArray *secretary_gmime_memory(GMimeStream *stream) {
  return g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
}
