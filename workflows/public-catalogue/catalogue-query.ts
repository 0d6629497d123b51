import { z } from "zod"
import type { CatalogueRow } from "#models/catalogue-edition/catalogue-in-force.ts"
import { ADMIN_LEVELS, SERVICE_LEVELS } from "#models/shared/levels.ts"

/** A longer text is cut: nobody types one, and nothing is gained by reading it. */
const LONGEST_QUERY = 200

const Choice = z.string().trim().max(200).catch("").default("")

/** What people ask of the catalogue, as the address carries it. A value that means nothing counts as not asked. */
export const CatalogueQuery = z.object({
  q: z
    .string()
    .catch("")
    .default("")
    .transform((text) => text.slice(0, LONGEST_QUERY).trim()),
  level: z.enum(SERVICE_LEVELS).or(z.literal("")).catch("").default(""),
  adminLevel: z.enum(ADMIN_LEVELS).or(z.literal("")).catch("").default(""),
  agency: Choice,
  field: Choice,
  applicant: Choice,
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export type CatalogueQuery = z.infer<typeof CatalogueQuery>

export const isFiltered = ({ page: _, ...query }: CatalogueQuery): boolean =>
  Object.values(query).some((value) => value !== "")

/** Whether a row passes every filter of the query, words aside. */
export const passes = ({ entry }: CatalogueRow, query: CatalogueQuery): boolean =>
  (query.level === "" || entry.level === query.level) &&
  (query.adminLevel === "" || entry.adminLevel === query.adminLevel) &&
  (query.agency === "" || entry.agency.id === query.agency) &&
  (query.field === "" || entry.field.code === query.field) &&
  (query.applicant === "" || entry.procedure.applicantTypes.includes(query.applicant))
