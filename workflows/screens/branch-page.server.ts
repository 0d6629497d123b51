import type { BranchRow } from "#models/catalogue-edition/catalogue-edition.ts"
import { entryNameInText } from "#models/catalogue-edition/entry-name.ts"
import { type BranchFigures, branchFiguresOf } from "#models/catalogue-edition/figures/branch-figures.ts"
import { getIssuedEdition } from "#models/catalogue-edition/issued-editions.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { foldText } from "#models/shared/text.ts"
import { type EditionHeading, headingOf } from "./edition-heading.ts"

export const BRANCH_ROWS_PER_PAGE = 50

type BranchPage = {
  heading: EditionHeading
  figures: BranchFigures
  agencies: { id: string; name: string; services: number }[]
  rows: {
    serviceId: string
    serviceCode: string
    name: string
    agency: string
    field: string
    announcedBy: string
  }[]
  total: number
}

/**
 * What an issued edition lists of central branches, beside its catalogue: to be looked up.
 * @throws NotFoundError when the edition was not issued, or lists none
 */
export const getBranchPage = async (
  editionId: string,
  query: { q: string; agency: string; page: number },
): Promise<BranchPage> => {
  const issued = await getIssuedEdition(editionId)
  const edition = await issued.load()
  const { branches } = edition
  if (!branches)
    throw new NotFoundError(`Danh mục «${editionId}» không kèm danh sách dịch vụ công của cơ quan ngành dọc.`)
  const words = foldText(query.q).split(" ").filter(Boolean)
  const found = branches.filter(
    (row) =>
      (query.agency === "" || row.agency.id === query.agency) &&
      words.every((word) => foldText(searchedIn(row)).includes(word)),
  )
  const from = (query.page - 1) * BRANCH_ROWS_PER_PAGE
  return {
    heading: headingOf(issued),
    figures: branchFiguresOf(edition),
    agencies: branchAgenciesOf(branches),
    rows: found.slice(from, from + BRANCH_ROWS_PER_PAGE).map((row) => ({
      serviceId: row.serviceId,
      serviceCode: row.serviceCode,
      name: entryNameInText(row),
      agency: row.agency.name,
      field: row.field.name,
      announcedBy: row.announcementDecision,
    })),
    total: found.length,
  }
}

const searchedIn = (row: BranchRow): string =>
  [row.serviceCode, entryNameInText(row), row.field.name, row.agency.name].join(" ")

/** The branches of an edition with how many services each carries out, in print order. */
const branchAgenciesOf = (branches: readonly BranchRow[]): BranchPage["agencies"] =>
  [...Map.groupBy(branches, ({ agency }) => agency.id).values()].flatMap((own) => {
    const [first] = own
    return first ? [{ id: first.agency.id, name: first.agency.name, services: own.length }] : []
  })
