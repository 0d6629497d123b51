import type { Agency } from "#models/agency/agency.ts"
import type { Row, RowChange } from "#models/reference-change/reference-change.ts"
import { withChange } from "./table-change.ts"

type Dated = { validFrom: string }
const byDay = (one: Dated, other: Dated): number => (one.validFrom < other.validFrom ? -1 : 1)

/** The name an agency has, or had last. */
export const lastName = ({ names }: Agency): Agency["names"][number] | undefined =>
  names.toSorted(byDay).at(-1)

export const NAME_KEY = ["agencyId", "validFrom"]
export const CODE_KEY = ["agencyId", "scheme", "validFrom"]

export const nameRows = (agencies: readonly Agency[]): Row[] =>
  agencies.flatMap(({ id, names }) =>
    names.map(({ name, shortName, validFrom, validTo }) => ({
      agencyId: id,
      name,
      shortName,
      validFrom,
      validTo,
    })),
  )

export const codeRows = (agencies: readonly Agency[]): Row[] =>
  agencies.flatMap(({ id, codes }) =>
    codes.map(({ scheme, code, training, validFrom, validTo }) => ({
      agencyId: id,
      scheme,
      code,
      training,
      validFrom,
      validTo,
    })),
  )

/** The agencies that a change of names or codes touches, as they are after it. */
export const withParts = (
  part: "names" | "codes",
  agencies: readonly Agency[],
  changes: readonly RowChange[],
): Agency[] => {
  const touched = new Set(changes.map(({ before, after }) => String((after ?? before)?.agencyId)))
  const key = part === "names" ? NAME_KEY : CODE_KEY
  return agencies
    .filter(({ id }) => touched.has(id))
    .map((agency) => {
      const own = changes.filter(({ before, after }) => (after ?? before)?.agencyId === agency.id)
      const rows = withChange({ key }, part === "names" ? nameRows([agency]) : codeRows([agency]), own)
      const parts = rows.map(({ agencyId: _, ...rest }) => rest as unknown as Dated).sort(byDay)
      return { ...agency, [part]: parts }
    })
}
