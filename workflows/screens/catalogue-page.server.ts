import type { CatalogueEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import type { CatalogueRow } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import { entryNameInText, entryNameOf } from "#models/catalogue-edition/entry-name.ts"
import { type BranchFigures, branchFiguresOf } from "#models/catalogue-edition/figures/branch-figures.ts"
import { type RowFigures, rowFiguresOf } from "#models/catalogue-edition/figures/row-lists.ts"
import { totalsOf } from "#models/catalogue-edition/figures/totals.ts"
import { decisionOf, editionName, type IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions, getIssuedEdition } from "#models/catalogue-edition/issued-editions.server.ts"
import type { KnownRepeal } from "#models/procedure-repeal/repeals-in-effect.server.ts"
import { findSearchTermsOn } from "#models/reference/reference.repository.server.ts"
import type { SearchTerm } from "#models/reference/search-term.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { ADMIN_LEVELS, type AdminLevel, type ServiceLevel } from "#models/shared/levels.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import { type CatalogueQuery, isFiltered, passes } from "#workflows/public-catalogue/catalogue-query.ts"
import type { Suggestion } from "#workflows/search/suggestions.ts"
import { type CatalogueView, viewAsIssued, viewInForceOn } from "./catalogue-view.server.ts"
import {
  type CatalogueFigures,
  type EditionHeading,
  type EditionStanding,
  headingOf,
  standingOf,
} from "./edition-heading.ts"

export const ROWS_PER_PAGE = 20

/** A row of the public list. `standsOn` only where an amendment changed it. */
type PublicRow = {
  serviceId: string
  procedureCode: string
  serviceCode: string
  name: string
  /** Which of the procedure's services; empty where there is none to tell apart. */
  caseName: string
  level: ServiceLevel
  adminLevel: AdminLevel
  agency: string
  field: string
  standsOn: DecisionReference | null
  /** Of an edition as it was issued: the procedure was repealed since. */
  repealed: RepealInWords | null
}

/** By which decision a procedure was repealed, and from when. */
export type RepealInWords = { number: string; day: IsoDay; effectiveOn: IsoDay }

export type CataloguePage = {
  heading: EditionHeading
  standing: EditionStanding
  /** True for the edition in force, with its amendments worked in. */
  isInForce: boolean
  amendments: DecisionReference[]
  figures: CatalogueFigures
  /** What central branches carry out, listed beside the catalogue and in none of its figures; null where nothing is listed. */
  branches: BranchFigures | null
  removed: { serviceCode: string; name: string; level: ServiceLevel }[]
  /** Services that were announced and ended with their procedure; they count in no figure of the catalogue in force. */
  repealed: (RepealInWords & { serviceCode: string; name: string; level: ServiceLevel })[]
  results: {
    rows: PublicRow[]
    total: number
    page: number
    isFiltered: boolean
    /** Nothing matched as typed; these come near. */
    isApproximate: boolean
    figures: RowFigures
    /** What was probably meant by mistyped words; null when nothing speaks for it. */
    meant: string | null
    /** When nothing was found: parts of what was typed that find something. */
    shorter: Suggestion[]
    /** How many the words alone find, whatever the filters say. */
    withoutFilters: number
  }
  options: {
    adminLevels: AdminLevel[]
    agencies: { value: string; label: string }[]
    fields: { value: string; label: string }[]
    applicants: string[]
  }
  others: PublishedEdition[]
}

/** An edition as lists name it. */
export type PublishedEdition = {
  editionId: string
  name: string
  decision: DecisionReference
  isRecalled: boolean
}

/**
 * The public list: the catalogue in force on a day (today unless told), or one edition as it was issued. Null when nothing
 * is in force.
 * @throws NotFoundError for an edition that was not issued
 */
export const getCataloguePage = async (
  { clock }: { clock: Clock },
  input: { editionId?: string; day?: IsoDay | null; query: CatalogueQuery },
): Promise<CataloguePage | null> => {
  const day = input.day ?? dayOf(clock.now())
  const issued = await findIssuedEditions()
  const view = input.editionId
    ? await viewAsIssued(await getIssuedEdition(input.editionId), day)
    : await viewInForceOn(issued, day)
  if (!view) return null
  const terms = input.query.q === "" ? [] : await findSearchTermsOn(day)
  return {
    heading: headingOf(view.base),
    standing: standingOf(view.base, issued, day),
    isInForce: input.editionId === undefined,
    amendments: view.amendments.map(decisionOf),
    figures: figuresOf(view.rows),
    branches: view.edition.branches ? branchFiguresOf(view.edition) : null,
    removed: view.edition.removed.map(({ serviceCode, name, level }) => ({ serviceCode, name, level })),
    repealed: view.repealed.map(({ row: { entry }, repeal }) => ({
      serviceCode: entry.serviceCode,
      name: entryNameInText(entry),
      level: entry.level,
      ...inWords(repeal),
    })),
    results: resultsOf(view, input.query, terms),
    options: optionsOf(view.rows),
    others: issued.filter(({ editionId }) => editionId !== view.base.editionId).map(toPublished),
  }
}

/** Every edition that was issued, newest first: what there is to read when none is in force. */
export const listPublishedEditions = async (): Promise<PublishedEdition[]> =>
  (await findIssuedEditions()).map(toPublished)

const toPublished = (issued: IssuedEdition): PublishedEdition => ({
  editionId: issued.editionId,
  name: editionName(issued),
  decision: decisionOf(issued),
  isRecalled: issued.recalled !== null,
})

/** Counts of the rows people see. */
export const figuresOf = (rows: readonly CatalogueRow[]): CatalogueFigures => {
  const entries = rows.map(({ entry }) => entry)
  return { ...totalsOf(entries), ...rowFiguresOf(entries) }
}

const inWords = ({ decision, effectiveOn }: KnownRepeal): RepealInWords => ({ ...decision, effectiveOn })

function resultsOf(
  view: CatalogueView,
  query: CatalogueQuery,
  terms: readonly SearchTerm[],
): CataloguePage["results"] {
  const found = view.search(query.q, terms)
  const rows = found.places.flatMap((place) => view.rows[place] ?? []).filter((row) => passes(row, query))
  const repeals = new Map(view.repealed.map(({ row, repeal }) => [row, repeal]))
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE))
  const page = Math.min(query.page, pages)
  return {
    rows: rows
      .slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE)
      .map((row) => toPublicRow(row, view.base.editionId, repeals.get(row))),
    total: rows.length,
    page,
    isFiltered: isFiltered(query),
    isApproximate: found.isApproximate,
    figures: rowFiguresOf(rows.map(({ entry }) => entry)),
    meant: found.meant,
    shorter: found.shorter,
    withoutFilters: found.places.length,
  }
}

const toPublicRow = (
  { entry, standsOn }: CatalogueRow,
  baseId: string,
  repeal: KnownRepeal | undefined,
): PublicRow => ({
  serviceId: entry.serviceId,
  procedureCode: entry.procedure.code,
  serviceCode: entry.serviceCode,
  ...entryNameOf(entry),
  level: entry.level,
  adminLevel: entry.adminLevel,
  agency: entry.agency.name,
  field: entry.field.name,
  standsOn: standsOn.editionId === baseId ? null : standsOn,
  repealed: repeal ? inWords(repeal) : null,
})

function optionsOf(rows: readonly CatalogueRow[]): CataloguePage["options"] {
  const entries = rows.map(({ entry }) => entry)
  const distinct = (pick: (entry: CatalogueEntry) => { value: string; label: string }) =>
    [...new Map(entries.map((entry) => [pick(entry).value, pick(entry)])).values()].sort((a, b) =>
      compareVietnamese(a.label, b.label),
    )
  return {
    adminLevels: ADMIN_LEVELS.filter((level) => entries.some((entry) => entry.adminLevel === level)),
    agencies: distinct(({ agency }) => ({ value: agency.id, label: agency.name })),
    fields: distinct(({ field }) => ({ value: field.code, label: field.name })),
    applicants: [...new Set(entries.flatMap(({ procedure }) => procedure.applicantTypes))].sort(
      compareVietnamese,
    ),
  }
}
