import { type AppLoadContext, type Cookie, createCookie } from "@remix-run/node"

/**
 * A signed cookie of this host alone, out of reach of scripts. Over HTTPS its name begins with `__Host-`, by which browsers refuse
 * one that a neighbouring host or a plain connection set.
 * @param maxAge seconds it is kept; without it, it ends with the browser
 */
export const ownCookie = (
  name: string,
  { maxAge }: { maxAge?: number } = {},
): ((context: AppLoadContext) => Cookie) => {
  const cookies = new WeakMap<AppLoadContext["runtime"], Cookie>()
  return ({ runtime }) => {
    const known = cookies.get(runtime)
    if (known) return known
    const secure = runtime.config.secureCookies
    const cookie = createCookie(secure ? `__Host-${name}` : name, {
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure,
      secrets: [runtime.sessionSecret],
      ...(maxAge === undefined ? {} : { maxAge }),
    })
    cookies.set(runtime, cookie)
    return cookie
  }
}
