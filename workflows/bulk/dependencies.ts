import type { Clock } from "#models/shared/clock.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { RegistrationDependencies } from "#workflows/registration/move-registrations.server.ts"

export type BulkDependencies = RegistrationDependencies & {
  /** Measures leases; the machine's time where the office's can be moved forward. */
  leaseClock: Clock
  /** Who a person is today, with the roles held now; null for someone who may not sign in any more. */
  actorOf(userId: string): Promise<Actor | null>
}
