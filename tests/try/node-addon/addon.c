// A native addon in the least code: Node-API's own functions, declared here so that no header has to be fetched.
#include <stddef.h>
#include <gnu/libc-version.h>

typedef void *napi_env, *napi_value;
extern int napi_create_string_utf8(napi_env, const char *, size_t, napi_value *);

napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  (void)exports;
  napi_value text = NULL;
  const char *libc = gnu_get_libc_version()[0] ? "glibc" : "";
  napi_create_string_utf8(env, libc, 5, &text);
  return text;
}
