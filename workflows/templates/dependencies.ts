import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import type { ReferenceReader } from "#workflows/campaign/dependencies.ts"

export type TemplateDependencies = OfficeDependencies & {
  reference: Pick<ReferenceReader, "templatesOn" | "issuerOn" | "signatoriesOn">
}
