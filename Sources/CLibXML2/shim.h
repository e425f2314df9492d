#pragma once
// Debian builds libxml2 with ICU, and its headers then bring in ICU's, which clash with the ICU that Foundation carries
// under the same names. What they add is one field at the end of a struct that nothing here touches.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
