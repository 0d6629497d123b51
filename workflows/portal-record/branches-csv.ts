import type { BranchRow, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { toCsv } from "#models/shared/csv.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { type AnnouncingDecision, decisionTextOf } from "./edition-stamp.ts"
import { NOT_STATED } from "./procedure-words.ts"

/** Services of central branches, which the catalogue of the same decision does not hold. */
export const BRANCHES_CSV = "co-quan-nganh-doc.csv"

/** Stable name and heading; no level, for the province announces none. */
const COLUMNS = [
  ["ma_tthc", "Mã TTHC", (row: BranchRow) => row.procedure.code],
  ["ma_dvc", "Mã DVC", (row: BranchRow) => row.serviceCode],
  ["ten_tthc", "Tên TTHC", (row: BranchRow) => row.procedure.name],
  ["ten_truong_hop", "Tên trường hợp", (row: BranchRow) => row.caseName ?? ""],
  ["linh_vuc", "Lĩnh vực", (row: BranchRow) => row.field.name || NOT_STATED],
  ["don_vi", "Cơ quan thực hiện", (row: BranchRow) => row.agency.name],
  ["qd_cong_bo", "QĐ Công bố", (row: BranchRow) => row.announcementDecision || NOT_STATED],
] as const

/** The headings, for people, of the same rows. */
export const BRANCH_HEADINGS: readonly string[] = COLUMNS.map(([, heading]) => heading)

/** The rows in print order, one text per column. */
export const branchCells = ({ branches = [] }: Pick<FrozenEdition, "branches">): string[][] =>
  branches.map((row) => COLUMNS.map(([, , cell]) => cell(row)))

/** The rows as CSV, each with the decision it stands beside; in training each says that it has no legal force. */
export const toBranchesCsv = (edition: FrozenEdition, decision: AnnouncingDecision): Uint8Array => {
  const training = edition.issuer.training ? [TRAINING_MARK] : []
  const decided = decisionTextOf(decision)
  return toCsv([
    [...COLUMNS.map(([name]) => name), "qd_danh_muc", ...(edition.issuer.training ? ["tap_huan"] : [])],
    ...branchCells(edition).map((cells) => [...cells, decided, ...training]),
  ])
}
