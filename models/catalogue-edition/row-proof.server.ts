import { createHash } from "node:crypto"
import { canonicalJson } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { AdminLevel, PartialReason, ServiceLevel } from "#models/shared/levels.ts"
import type { CarriedEdition, CarriedEntry } from "./catalogue-edition.ts"

/** What a proof says of one row: everything the decision prints of it, and which record it was drawn from. */
export type ProvenRow = {
  position: number
  serviceId: string
  serviceCode: string
  serviceName: string
  /** Missing where the row was frozen before cases were kept. */
  caseName?: string
  procedureCode: string
  procedureName: string
  field: string
  agency: string
  unit: string
  adminLevel: AdminLevel
  level: ServiceLevel
  partialReason: PartialReason | null
  citation: string
  note: string
  snapshotHash: string
}

/**
 * Bằng chứng một dòng có trong danh mục: with the root the signed decision carries, it shows that the row was in the list
 * that was signed, without the list. Hashes are lower-case hexadecimal SHA-256.
 */
export type RowProof = {
  format: typeof PROOF_FORMAT
  decision: { number: string; day: string; documentSha256: string }
  edition: { id: string; digest: string; rowsRoot: string }
  /** Place among the rows, from 0, and how many there are. */
  index: number
  size: number
  row: ProvenRow
  /** Hashes beside the way from the row up to the root. */
  path: string[]
}

export const PROOF_FORMAT = "bang-chung-dong/1"

const provenRow = (entry: CarriedEntry): ProvenRow => ({
  position: entry.position,
  serviceId: entry.serviceId,
  serviceCode: entry.serviceCode,
  serviceName: entry.serviceName,
  ...(entry.caseName === undefined ? {} : { caseName: entry.caseName }),
  procedureCode: entry.procedure.code,
  procedureName: entry.procedure.name,
  field: entry.field.name,
  agency: entry.agency.name,
  unit: entry.unit.name,
  adminLevel: entry.adminLevel,
  level: entry.level,
  partialReason: entry.partialReason,
  citation: entry.citation,
  note: entry.note,
  snapshotHash: entry.snapshotHash,
})

/** Root of the Merkle tree over the rows in print order (RFC 6962, 2.1): leaf and node hashes cannot be taken for each other. */
export const rowsRootOf = ({ entries }: Pick<CarriedEdition, "entries">): string =>
  rootOf(entries.map((entry) => leafOf(provenRow(entry)))).toString("hex")

/** @throws NotFoundError when the edition has no such row */
export const proveRow = (
  edition: CarriedEdition,
  serviceId: string,
  decision: RowProof["decision"],
): RowProof => {
  const index = edition.entries.findIndex((entry) => entry.serviceId === serviceId)
  const entry = edition.entries[index]
  if (!entry)
    throw new NotFoundError(
      `Danh mục «${edition.editionId}» không có dịch vụ «${serviceId}». Mở lại trang của thủ tục rồi tải bằng chứng từ đó.`,
    )
  const leaves = edition.entries.map((one) => leafOf(provenRow(one)))
  return {
    format: PROOF_FORMAT,
    decision,
    edition: { id: edition.id, digest: edition.digest, rowsRoot: rootOf(leaves).toString("hex") },
    index,
    size: leaves.length,
    row: provenRow(entry),
    path: pathOf(leaves, index).map((hash) => hash.toString("hex")),
  }
}

/** The root a proof leads to (RFC 9162, 2.1.3.2); it holds when that is the root in the signed decision. Null: malformed. */
export const rootOfProof = ({
  index,
  size,
  row,
  path,
}: Pick<RowProof, "index" | "size" | "row" | "path">) => {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null
  let at = index
  let last = size - 1
  let hash = leafOf(row)
  for (const text of path) {
    const beside = Buffer.from(text, "hex")
    if (last === 0 || beside.length !== 32) return null
    if (at % 2 === 1 || at === last) {
      hash = nodeOf(beside, hash)
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2)
        last = Math.floor(last / 2)
      }
    } else hash = nodeOf(hash, beside)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? hash.toString("hex") : null
}

const hashOf = (kind: number, ...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash("sha256").update(Buffer.of(kind))
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leafOf = (row: ProvenRow): Buffer => hashOf(0, canonicalJson(row))
const nodeOf = (left: Buffer, right: Buffer): Buffer => hashOf(1, left, right)

/** The largest power of two below `size`. */
const splitOf = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1)

function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves
  if (!only) return createHash("sha256").digest()
  if (leaves.length === 1) return only
  const split = splitOf(leaves.length)
  return nodeOf(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

function pathOf(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length <= 1) return []
  const split = splitOf(leaves.length)
  return index < split
    ? [...pathOf(leaves.slice(0, split), index), rootOf(leaves.slice(split))]
    : [...pathOf(leaves.slice(split), index - split), rootOf(leaves.slice(0, split))]
}
