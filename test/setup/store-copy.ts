import type { Store } from "#models/store/connection.server.ts"

type Row = Record<string, unknown>
/** What stands in a store: the documents of each collection. */
export type StoreContent = Map<string, Row[]>

/** Kept as the bytes that stand there: plain values lose what kind of number they were. */
const EXACT = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const

/** What stands in the store now. */
export const contentOf = async ({ connection }: Store): Promise<StoreContent> => {
  const names = (await connection.listCollections()).map(({ name }) => name)
  const contents = await Promise.all(
    names
      .filter((name) => !name.startsWith("system."))
      .map(async (name) => [name, await connection.collection(name).find({}, EXACT).toArray()] as const),
  )
  return new Map(contents.filter(([, rows]) => rows.length > 0))
}

/** The ids of what stands there, as one text. */
export const idsIn = (content: StoreContent): string =>
  JSON.stringify([...content].map(([name, rows]) => [name, rows.map(({ _id }) => _id)]).sort())

/** What came into the store since `before`; null where something that stood there was changed, too. */
export const addedSince = (before: StoreContent, after: StoreContent): StoreContent | null => {
  const added: StoreContent = new Map(after)
  for (const [name, rows] of before) {
    const known = new Set(rows.map((row) => JSON.stringify(row)))
    const rest = (after.get(name) ?? []).filter((row) => !known.delete(JSON.stringify(row)))
    if (known.size > 0) return null
    added.set(name, rest)
  }
  return added
}

/** Puts documents into a store beside what stands there. */
export const putInto = async ({ connection }: Store, content: StoreContent): Promise<void> => {
  await Promise.all(
    [...content]
      .filter(([, rows]) => rows.length > 0)
      .map(([name, rows]) => connection.collection(name).insertMany(rows)),
  )
}
