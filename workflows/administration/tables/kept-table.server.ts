import type { ClientSession } from "mongoose"
import {
  getReference,
  hasReference,
  type ReferenceTables,
  saveReference,
} from "#models/reference/reference.repository.server.ts"
import type { Row, RowChange } from "#models/reference-change/reference-change.ts"
import { withChange } from "../table-change.ts"

/** Where the rows of a table stand that is kept whole: read, and written with a change's rows done to them. */
export const keptTable = <Name extends keyof ReferenceTables>(
  name: Name,
  key: readonly string[],
  shape: {
    row(stored: ReferenceTables[Name]): Row
    /** `all`: what is stored now, for what a row does not show. */
    stored(row: Row, all: readonly ReferenceTables[Name][]): ReferenceTables[Name]
  },
) => {
  const all = async (session: ClientSession | null) =>
    (await hasReference(name, session)) ? await getReference(name, session) : []
  return {
    read: async (session: ClientSession | null): Promise<Row[]> => (await all(session)).map(shape.row),
    async write(rows: readonly RowChange[], session: ClientSession): Promise<undefined> {
      const stored = await all(session)
      const after = withChange({ key }, stored.map(shape.row), rows)
      await saveReference(
        name,
        after.map((row) => shape.stored(row, stored)),
        session,
      )
    },
  }
}
