import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"

export type TemplateDependencies = OfficeDependencies & {
  reference: Pick<ReferenceReader, "templatesOn" | "issuerOn" | "signatoriesOn">
}
