import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"

/** What use-cases of plans need of the world. */
export type PlanDependencies = OfficeDependencies & {
  reference: Pick<ReferenceReader, "issuerOn" | "signatoriesOn">
}
