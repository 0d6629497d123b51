import type { AppLoadContext } from "@remix-run/node"
import type { Site } from "#workflows/identity/passkey-answer.ts"

/** Where people reach the office, which their keys sign for: as it is set, or as it was asked. */
export const siteOf = (request: Request, context: AppLoadContext): Site => {
  const { origin, hostname } = new URL(context.runtime.publicUrl ?? request.url)
  return { origin, rpId: hostname }
}
