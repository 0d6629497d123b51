import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import type { PortalClient } from "#workflows/gateways/portals/portal-client.ts"

/** What settling a restore needs: the office, its issuing facts, and the portals as they are today. */
export type RecoveryDependencies = OfficeDependencies & {
  reference: Pick<ReferenceReader, "issuerOn" | "portalTargetsOn">
  portals(): Promise<Record<string, PortalClient>>
}

export const SUBJECT = { kind: "recovery", id: "store" } as const
