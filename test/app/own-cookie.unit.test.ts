import type { AppLoadContext } from "@remix-run/node"
import { expect, test } from "vitest"
import { ownCookie } from "#app/http/own-cookie.server.ts"

const contextOf = (secureCookies: boolean) =>
  ({ runtime: { config: { secureCookies }, sessionSecret: "bí mật" } }) as AppLoadContext

test("over HTTPS a cookie is Secure, of this host alone and out of reach of scripts; its name says so", async () => {
  const cookie = ownCookie("phien", { maxAge: 60 })(contextOf(true))
  const [nameAndValue = "", ...attributes] = (await cookie.serialize("một")).split("; ")
  expect(nameAndValue).toMatch(/^__Host-phien=./u)
  // No Domain: with one, browsers refuse the prefix.
  expect(attributes.sort()).toEqual(["HttpOnly", "Max-Age=60", "Path=/", "SameSite=Lax", "Secure"])
})

test("a plain connection of a training machine has no prefix, which browsers would refuse there", async () => {
  const cookie = ownCookie("phien")(contextOf(false))
  const [nameAndValue = "", ...attributes] = (await cookie.serialize("một")).split("; ")
  expect(nameAndValue).toMatch(/^phien=./u)
  expect(attributes.sort()).toEqual(["HttpOnly", "Path=/", "SameSite=Lax"])
})

test("what another secret signed, and a neighbour's cookie of the bare name, are nothing to us", async () => {
  const cookie = ownCookie("phien")(contextOf(true))
  const ours = await cookie.serialize("một")
  expect(await cookie.parse(ours)).toBe("một")
  expect(await cookie.parse(ours.replace("__Host-", ""))).toBeNull()
  const other = { runtime: { config: { secureCookies: true }, sessionSecret: "khác" } } as AppLoadContext
  expect(await cookie.parse(await ownCookie("phien")(other).serialize("một"))).toBeNull()
})
