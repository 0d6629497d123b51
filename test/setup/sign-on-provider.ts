import { generateKeyPairSync, sign } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import Provider, { type GrantContext } from "oidc-provider"

const CLIENT = { id: "danh-muc", secret: "bi-mat:cua danh muc/thu" }
const RETURN = "/dang-nhap-chung/tra-loi"

type Claims = Record<string, unknown>
/** What whoever sits at the provider's page does. */
type Person = { accountId: string; amr?: string[] } | "REFUSES"

export type SignOnProvider = {
  issuer: string
  /** Settings of an office that signs people in there. */
  env: Record<string, string>
  /** Goes where a browser is sent, as a person, with the cookies it has from before; the address it is sent back to. */
  visit(address: string, person: Person, browser?: Map<string, string>): Promise<URL>
  /** Who sits there from here on, whoever comes in a browser. */
  as(person: Person): void
  /** Changes what is said of a person from here on, signed by the provider's own key, or `forged` by another; null: nothing is changed. */
  says(change: ((claims: Claims) => Claims) | null, options?: { forged: boolean }): void
  /** Answers everything with this, as a provider that is ill does; null: it is well. */
  isIll(answer: { status: number; body: string } | null): void
  close(): Promise<void>
}

const base64 = (value: object | Buffer): string =>
  (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString("base64url")

/** A provider of identities (panva's `oidc-provider`), whole and real, on a port of this machine. @param origins of offices it knows */
export const startSignOnProvider = async (...origins: string[]): Promise<SignOnProvider> => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
  const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 })
  let isForged = false
  const header = { alg: "RS256", kid: "thu", typ: "JWT" }
  let said: ((claims: Claims) => Claims) | null = null
  let ill: { status: number; body: string } | null = null
  let person: Person = "REFUSES"

  const server = createServer()
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: origins.map((origin) => `${origin}${RETURN}`),
        post_logout_redirect_uris: origins.map((origin) => `${origin}/dang-nhap`),
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: header.kid, alg: "RS256", use: "sig" }] },
    cookies: { keys: ["khóa thử"] },
    claims: { openid: ["sub", "amr"] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    conformIdTokenClaims: true,
    features: { devInteractions: { enabled: false } },
    findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
    interactions: { url: () => "/hoi" },
    // The office is the province's own: nobody is asked whether it may know them.
    async loadExistingGrant({ oidc }: GrantContext) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      })
      grant.addOIDCScope("openid")
      await grant.save()
      return grant
    },
  })
  provider.use(async (context, next) => {
    await next()
    const token = context.body?.["id_token"]
    if (context.path !== "/token" || !said || typeof token !== "string") return
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Claims
    const text = `${base64(header)}.${base64(said(claims))}`
    context.body = {
      ...context.body,
      id_token: `${text}.${base64(sign("RSA-SHA256", Buffer.from(text), isForged ? foreign.privateKey : privateKey))}`,
    }
  })
  const answer = provider.callback()
  server.on("request", (request, response) => {
    if (ill) {
      response.writeHead(ill.status, { "Content-Type": "application/json" }).end(ill.body)
      return
    }
    if (!request.url?.startsWith("/hoi")) return answer(request, response)
    const login = person === "REFUSES" ? null : person
    const result = login ? { login } : { error: "access_denied", error_description: "no" }
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })

  return {
    issuer,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_LABEL: "Cổng SSO tỉnh thử",
    },
    async visit(address, who, browser = new Map()) {
      person = who
      let at = new URL(address)
      for (let hops = 0; at.origin === issuer; hops++) {
        if (hops > 10) throw new Error(`led on and on: ${at.href}`)
        const cookie = [...browser].map(([name, value]) => `${name}=${value}`).join("; ")
        const given = await fetch(at, { redirect: "manual", headers: { cookie } })
        for (const line of given.headers.getSetCookie()) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          if (value === "") browser.delete(name)
          else browser.set(name, value)
        }
        const next = given.headers.get("Location")
        if (!next) throw new Error(`${given.status} at ${at.href}: ${await given.text()}`)
        at = new URL(next, at)
      }
      return at
    },
    as(who) {
      person = who
    },
    says(change, { forged } = { forged: false }) {
      said = change
      isForged = forged
    },
    isIll(as) {
      ill = as
    },
    close: () => new Promise((done) => server.close(() => done())),
  }
}
