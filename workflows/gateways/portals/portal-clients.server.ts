import type { PortalTarget } from "#models/outbox/portal-target.ts"
import { httpPortalClient } from "./http-portal-client.server.ts"
import type { PortalClient } from "./portal-client.ts"
import { TRAINING_TOKEN } from "./simulator/training-token.ts"

export type PortalClients = Record<string, PortalClient>

/**
 * A client per portal. `tokenOf` gives the bearer token of a portal (asked again with `renew` after a 401); without it
 * the token of the portal simulator is used, which no real portal takes.
 */
export const portalClients = (
  targets: readonly Pick<PortalTarget, "id" | "url">[],
  options: {
    tokenOf?: (target: string, options: { renew: boolean }) => Promise<string>
    timeoutMs?: number
  } = {},
): PortalClients => {
  const tokenOf = options.tokenOf ?? (async () => TRAINING_TOKEN)
  return Object.fromEntries(
    targets.map(({ id, url }) => [
      id,
      httpPortalClient({
        url,
        token: (ask) => tokenOf(id, ask),
        ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      }),
    ]),
  )
}
