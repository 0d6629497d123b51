import * as oidc from "openid-client"
import { type Clock, systemClock } from "#models/shared/clock.ts"
import type { SignOnSettings } from "#workflows/sign-on-settings.ts"
import { boundedFetch } from "./bounded-fetch.server.ts"
import { isSignOnError, type SignedOn, type SignOn, SignOnError, type SignOnQuestion } from "./sign-on.ts"
import { codeOf, faultOf } from "./sign-on-fault.ts"

/** One answer of the provider, seconds. */
const ANSWER_S = 8
/** Clocks differ a little. */
const TOLERANCE_S = 30
/** The longest a session lasts here; who signed in there before that is asked again. */
const OLDEST_S = 12 * 60 * 60
/** What the provider says of itself is asked again after so long; after a failure nobody asks for a moment. */
const KNOWN_MS = 60 * 60_000
const AWAY_MS = 5_000

/** A provider of identities, asked of itself when first needed: it may be away when the office starts. */
export const oidcSignOn = (settings: SignOnSettings, clock: Clock): SignOn => {
  let known: { at: number; config: Promise<oidc.Configuration> } | null = null
  let awaySince: number | null = null
  const now = () => clock.now().getTime()

  const provider = async (): Promise<oidc.Configuration> => {
    if (awaySince !== null && now() - awaySince < AWAY_MS) throw new SignOnError("AWAY")
    if (!known || now() - known.at > KNOWN_MS) known = { at: now(), config: discover(settings, clock) }
    try {
      const config = await known.config
      awaySince = null
      return config
    } catch (error) {
      known = null
      awaySince = now()
      throw error
    }
  }

  return {
    label: settings.label,
    ask: ({ redirectUri, isAgain }) =>
      told(async () => {
        const config = await provider()
        const question: SignOnQuestion = {
          state: oidc.randomState(),
          nonce: oidc.randomNonce(),
          verifier: oidc.randomPKCECodeVerifier(),
          redirectUri,
          askedAt: Math.floor(now() / 1000),
          isAgain,
        }
        const address = oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: "openid",
          state: question.state,
          nonce: question.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(question.verifier),
          code_challenge_method: "S256",
          // Who asks for an age is told when the person was asked (OpenID Connect Core 1.0, sections 2 and 3.1.2.1).
          ...(isAgain ? { prompt: "login", max_age: "0" } : { max_age: String(OLDEST_S) }),
        })
        return { address: address.href, question }
      }),
    answer: (query, question) =>
      told(async () => {
        if (query.get("state") !== question.state) throw new SignOnError("STALE")
        const config = await provider()
        const address = new URL(question.redirectUri)
        address.search = query.toString()
        const tokens = await oidc.authorizationCodeGrant(config, address, {
          expectedState: question.state,
          expectedNonce: question.nonce,
          pkceCodeVerifier: question.verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        const nowS = Math.floor(now() / 1000)
        if (question.isAgain) assertAskedSince(question.askedAt, claims?.auth_time)
        // Of a provider that does not say when, it is not known; the session counts as not shown who sits there.
        else if (claims?.auth_time !== undefined) assertAskedSince(nowS - OLDEST_S, claims.auth_time)
        return readClaims(claims, nowS)
      }),
    leave: (returnTo) =>
      told(async () => {
        const config = await provider()
        const place = config.serverMetadata().end_session_endpoint
        // It becomes a link of ours: nothing but a page, and none less guarded than the provider itself.
        if (!place || URL.parse(place)?.protocol !== new URL(settings.issuer).protocol) return null
        // No token is kept to hint who it is: the provider knows its own session, and asks.
        return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo }).href
      }),
  }
}

/** What was typed earlier proves nothing. @param since seconds, like `auth_time` */
function assertAskedSince(since: number, authTime: number | undefined): void {
  if (authTime === undefined) throw new SignOnError("NO_TIME")
  if (authTime < since - TOLERANCE_S) throw new SignOnError("OLD_PROOF")
}

function readClaims(claims: oidc.IDToken | undefined, nowS: number): SignedOn {
  if (!claims || claims.sub === "" || claims.sub.length > 255 || /\s/u.test(claims.sub))
    throw new SignOnError("NOT_OURS")
  // The library looks at the end of a token alone.
  if (claims.iat > nowS + TOLERANCE_S) throw new SignOnError("CLOCK")
  const { amr, auth_time: askedAt } = claims
  return {
    subject: `${claims.iss}#${claims.sub}`,
    isStrong: Array.isArray(amr) && amr.includes("mfa"),
    provenAt: typeof askedAt === "number" ? new Date(Math.min(askedAt, nowS) * 1000) : null,
  }
}

async function discover(settings: SignOnSettings, clock: Clock): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret } = settings
  return oidc.discovery(
    new URL(issuer),
    clientId,
    {
      client_secret: clientSecret,
      [oidc.clockTolerance]: TOLERANCE_S,
      [oidc.clockSkew]: Math.round((clock.now().getTime() - systemClock.now().getTime()) / 1000),
    },
    secretAsAsked(clientSecret),
    {
      timeout: ANSWER_S,
      [oidc.customFetch]: boundedFetch,
      execute: [
        // Who signed a token is looked at, although it comes from the provider itself.
        oidc.enableNonRepudiationChecks,
        ...(issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : []),
      ],
    },
  )
}

/** The secret in the way the provider takes it; in a header where it does not say (OpenID Connect Discovery 1.0, section 3). */
const secretAsAsked = (secret: string): oidc.ClientAuth => {
  const [inHeader, inBody] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)]
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"]
    const give = taken.includes("client_secret_basic") ? inHeader : inBody
    return give(server, ...rest)
  }
}

const told = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (isSignOnError(error)) throw error
    const fault = faultOf(error)
    // Neither the provider's nor the net's: a fault of ours, told as such.
    throw fault ? new SignOnError(fault, { cause: error, code: codeOf(error) }) : error
  }
}
