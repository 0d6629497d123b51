import type { AppLoadContext } from "@remix-run/node"
import type { RegistrationDependencies } from "#workflows/registration/move-registrations.server.ts"

/** What moving registrations needs, out of the runtime. */
export const registrationDependencies = ({ runtime }: AppLoadContext): RegistrationDependencies => ({
  store: runtime.store,
  clock: runtime.clock,
  getRegime: (id) => runtime.reference.regime(id),
})
