import { AuthorizationResponseError, ClientError, ResponseBodyError } from "openid-client"
import { NET_ERROR } from "./bounded-fetch.server.ts"
import type { SignOnFault } from "./sign-on.ts"

/** What the provider's own words come to (OpenID Connect Core 3.1.2.6, RFC 6749 4.1.2.1 and 5.2). */
const SAID: Record<string, SignOnFault> = {
  access_denied: "DENIED",
  login_required: "DENIED",
  interaction_required: "DENIED",
  consent_required: "DENIED",
  account_selection_required: "DENIED",
  temporarily_unavailable: "AWAY",
  server_error: "AWAY",
  invalid_grant: "STALE",
}

/** What its answers are when they are no answers at all. */
const NO_ANSWER = [
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
  "OAUTH_PARSE_ERROR",
]
const NOT_SET_UP = [
  "OAUTH_HTTP_REQUEST_FORBIDDEN",
  "OAUTH_REQUEST_PROTOCOL_FORBIDDEN",
  "OAUTH_MISSING_SERVER_METADATA",
  "OAUTH_INVALID_SERVER_METADATA",
  // The address answers, and says that it is another provider.
  "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED",
]

/** What an error of the library or the net comes to; null for any other. */
export const faultOf = (error: unknown): SignOnFault | null => {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return Object.hasOwn(SAID, error.error) ? (SAID[error.error] ?? "MISCONFIGURED") : "MISCONFIGURED"
  if (error instanceof Error && error.name === "WWWAuthenticateChallengeError") return "MISCONFIGURED"
  if (error instanceof Error && error.name === NET_ERROR) return "AWAY"
  if (!(error instanceof ClientError) || error.code === undefined) return null
  if (NO_ANSWER.includes(error.code)) return "AWAY"
  if (NOT_SET_UP.includes(error.code)) return "MISCONFIGURED"
  return error.code === "OAUTH_JWT_TIMESTAMP_CHECK_FAILED" ? "CLOCK" : "NOT_OURS"
}

/** What an error is called by whoever made it: the provider, the library, the net. A stranger may write the first; words only. */
export const codeOf = (error: unknown): string | null => {
  const said = [error, error instanceof Error ? error.cause : null].flatMap((one) => [
    fieldOf(one, "error"),
    fieldOf(one, "code"),
  ])
  return said.find((one): one is string => typeof one === "string" && /^[\w.-]{1,60}$/u.test(one)) ?? null
}

const fieldOf = (from: unknown, name: "error" | "code"): unknown =>
  typeof from === "object" && from !== null && Object.hasOwn(from, name)
    ? (from as Record<string, unknown>)[name]
    : undefined
