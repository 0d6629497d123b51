import type { FigureName } from "./figures.ts"

type BranchFigure = Extract<FigureName, "branchServices" | "branchProcedures" | "branchAgencies">
export type BranchFigures = Record<BranchFigure, number>

/** What of a row decides where it counts. */
type BranchCounted = { procedure: { code: string }; agency: { id: string } }

/** What central branches carry out beside the catalogue, counted apart: in no figure of its rows. Zeros where none is listed. */
export const branchFiguresOf = ({
  branches = [],
}: {
  branches?: readonly BranchCounted[]
}): BranchFigures => ({
  branchServices: branches.length,
  branchProcedures: distinct(branches, ({ procedure }) => procedure.code),
  branchAgencies: distinct(branches, ({ agency }) => agency.id),
})

const distinct = (rows: readonly BranchCounted[], keyOf: (row: BranchCounted) => string): number =>
  new Set(rows.map(keyOf)).size
