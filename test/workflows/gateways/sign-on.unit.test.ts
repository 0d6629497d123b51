import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { fixedClock, systemClock } from "#models/shared/clock.ts"
import { type SignOnProvider, startSignOnProvider } from "#test/setup/sign-on-provider.ts"
import { oidcSignOn } from "#workflows/gateways/sign-on/oidc-sign-on.server.ts"
import type { SignOnError } from "#workflows/gateways/sign-on/sign-on.ts"
import { faultOf as faultOfError } from "#workflows/gateways/sign-on/sign-on-fault.ts"

const OFFICE = "http://office.test"
const ASKED = { redirectUri: `${OFFICE}/dang-nhap-chung/tra-loi`, isAgain: false }
let provider: SignOnProvider
beforeAll(async () => {
  provider = await startSignOnProvider(OFFICE)
})
afterEach(() => provider.isIll(null))
afterAll(() => provider.close())

const settings = (over: Record<string, string> = {}) => {
  const env: Record<string, string | undefined> = { ...provider.env, ...over }
  return {
    issuer: env["OIDC_ISSUER"] ?? "",
    clientId: env["OIDC_CLIENT_ID"] ?? "",
    clientSecret: env["OIDC_CLIENT_SECRET"] ?? "",
    label: env["OIDC_LABEL"] ?? "",
  }
}
const faultOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: SignOnError) => error.fault,
  )
/** The whole way, of an office with these settings and this time. */
async function whole(over: Record<string, string> = {}, clock = systemClock) {
  const signOn = oidcSignOn(settings(over), clock)
  const { address, question } = await signOn.ask(ASKED)
  const back = await provider.visit(address, { accountId: "2001" })
  return signOn.answer(back.searchParams, question)
}

test("a person is named by their provider and by its name for them, so that another provider's same name is somebody else", async () => {
  const { provenAt, ...said } = await whole()
  expect(said).toEqual({ subject: `${provider.issuer}#2001`, isStrong: false })
  expect(provenAt).toEqual(expect.any(Date))
})

test("clocks that are hours apart are said to be, whichever goes wrong", async () => {
  const hours = (n: number) => fixedClock(new Date(systemClock.now().getTime() + n * 3_600_000))
  expect(await faultOf(whole({}, hours(2)))).toBe("CLOCK")
  expect(await faultOf(whole({}, hours(-2)))).toBe("CLOCK")
})

test("a wrong secret is said to be the office's own setting", async () => {
  expect(await faultOf(whole({ OIDC_CLIENT_SECRET: "sai" }))).toBe("MISCONFIGURED")
})

test("who answers at the provider's address but says it is another provider is not believed", async () => {
  const body = JSON.stringify({
    issuer: "https://khac.example",
    authorization_endpoint: "https://khac.example/auth",
    token_endpoint: "https://khac.example/token",
    jwks_uri: "https://khac.example/jwks",
  })
  provider.isIll({ status: 200, body })
  expect(await faultOf(oidcSignOn(settings(), systemClock).ask(ASKED))).toBe("MISCONFIGURED")
})

test("a provider that was away when it was first asked is asked again a little later", async () => {
  const clock = fixedClock(systemClock.now())
  const signOn = oidcSignOn(settings(), clock)
  provider.isIll({ status: 503, body: "{}" })
  expect(await faultOf(signOn.ask(ASKED))).toBe("AWAY")
  provider.isIll(null)
  // Not by everybody at once: for a moment nobody asks.
  expect(await faultOf(signOn.ask(ASKED))).toBe("AWAY")
  clock.set(new Date(clock.now().getTime() + 6_000))
  expect((await signOn.ask(ASKED)).address).toContain(`${provider.issuer}/auth?`)
})

test("nobody answers where no provider is", async () => {
  const gone = await startSignOnProvider(OFFICE)
  await gone.close()
  expect(await faultOf(oidcSignOn(settings({ OIDC_ISSUER: gone.issuer }), systemClock).ask(ASKED))).toBe(
    "AWAY",
  )
})

test("what is neither the provider's fault nor the net's is no sign-on that came to nothing", () => {
  expect([new RangeError("ours"), new TypeError("x is not a function")].map(faultOfError)).toEqual([
    null,
    null,
  ])
})

test.each([
  ["no address at all", "/dang-xuat"],
  ["an address of another kind", "javascript:alert(1)"],
  ["an address less guarded or foreign in kind", "ftp://khac.example/ra"],
  ["nothing", undefined],
])(
  "a provider that announces %s for ending its session is not linked to, and the sign-in page goes on",
  async (_, place) => {
    const { issuer } = provider
    const known = {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
    }
    provider.isIll({ status: 200, body: JSON.stringify({ ...known, end_session_endpoint: place }) })
    expect(await oidcSignOn(settings(), systemClock).leave(`${OFFICE}/dang-nhap`)).toBeNull()
  },
)
