import type { SIGN_ON_FAULTS } from "#models/user/sign-in-faults.ts"

/** Why a sign-on came to nothing, as the log has it. */
export type SignOnFault = (typeof SIGN_ON_FAULTS)[number]

export class SignOnError extends Error {
  readonly fault: SignOnFault
  /** What the library or the provider calls it; null: nothing. */
  readonly code: string | null
  constructor(
    fault: SignOnFault,
    { code = null, ...options }: { cause?: unknown; code?: string | null } = {},
  ) {
    super(`sign-on: ${fault}`, options)
    this.name = "SignOnError"
    this.fault = fault
    this.code = code
  }
}

/** By its name: the bundled and the unbundled copy of this file may live in one process. */
export const isSignOnError = (error: unknown): error is SignOnError =>
  error instanceof Error && error.name === "SignOnError" && "fault" in error

/** What ties the provider's answer to the question one browser asked; kept by that browser alone until then. */
export type SignOnQuestion = {
  state: string
  nonce: string
  verifier: string
  /** Where the answer comes back to. */
  redirectUri: string
  /** Seconds since 1970. */
  askedAt: number
  /** The person must be asked anew, whatever the provider remembers. */
  isAgain: boolean
}

/** Who the provider says sits there. */
export type SignedOn = {
  /** `issuer#sub`: names a person among all providers, for good. */
  subject: string
  /** The provider says that it asked for more than one thing (`amr` with `mfa`, RFC 8176). */
  isStrong: boolean
  /** When it last asked them who they are, not after now; null where it does not say. */
  provenAt: Date | null
}

/** A provider of identities (OpenID Connect Core 1.0, authorization code flow with PKCE). */
export type SignOn = {
  /** What people call it. */
  label: string
  /** @returns where to send the browser. @throws SignOnError */
  ask(input: Pick<SignOnQuestion, "redirectUri" | "isAgain">): Promise<{
    address: string
    question: SignOnQuestion
  }>
  /** @param query of the address the browser came back to. @throws SignOnError */
  answer(query: URLSearchParams, question: SignOnQuestion): Promise<SignedOn>
  /**
   * Where a browser is sent to end the provider's own session (OpenID Connect RP-Initiated Logout 1.0), and is sent back from; null where
   * the provider announces no such place. @throws SignOnError
   */
  leave(returnTo: string): Promise<string | null>
}
