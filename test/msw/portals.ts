import { setupServer } from "msw/node"
import type { Clock } from "#models/shared/clock.ts"
import { portalHandlers } from "#workflows/gateways/portals/simulator/handlers.ts"
import { PortalState } from "#workflows/gateways/portals/simulator/portal-state.ts"

/** The simulated portals inside the test process: the same handlers, no network. */
export const interceptPortals = (clock: Clock) => {
  const state = new PortalState()
  const server = setupServer(...portalHandlers(state, clock))
  server.listen({ onUnhandledFrame: "error" })
  return {
    state,
    server,
    close() {
      state.end()
      server.close()
    },
  }
}
