import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import mongoose from "mongoose"
import { afterEach, beforeEach, expect, test } from "vitest"
import { KEPT_FORM_LIMITS } from "#models/kept-form/kept-form.ts"
import "#models/kept-form/kept-form.repository.server.ts"
import "#models/campaign/campaign.schema.server.ts"
import { defineModel } from "#models/shared/define-model.server.ts"
import { openStore, type Store } from "#models/store/connection.server.ts"

let folder: string
let store: Store | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chi-muc-"))
})
afterEach(async () => {
  await store?.close()
  store = null
  rmSync(folder, { recursive: true, force: true })
})
const opened = async (asItIs = false) => {
  await store?.close()
  store = null
  store = await openStore({ dataDir: folder, asItIs })
  return store.connection
}

/** A model with a unique index, and its collection. */
const unique = Object.values(mongoose.models)
  .flatMap((model) =>
    (
      model.schema.indexes() as [
        Record<string, number>,
        { unique?: boolean; partialFilterExpression?: object },
      ][]
    ).map(([keys, options]) => ({ name: model.collection.name, keys: Object.keys(keys), options })),
  )
  .find(({ options }) => options.unique && !options.partialFilterExpression)

test("once a store is open every collection has every index its model asks for", async () => {
  const connection = await opened()
  for (const model of Object.values(mongoose.models)) {
    const standing = (await connection.collection(model.collection.name).indexes()).map(({ key }) =>
      JSON.stringify(key),
    )
    for (const [keys] of model.schema.indexes()) expect(standing).toContain(JSON.stringify(keys))
  }
})

test("what is read long before the store is opened again opens with it all the same", async () => {
  await opened()
  await store?.close()
  store = null
  const patience = mongoose.get("bufferTimeoutMS")
  mongoose.set("bufferTimeoutMS", 5)
  const late = defineModel("ReadLongAgo", new mongoose.Schema({ n: Number }).index({ n: 1 }))
  try {
    await sleep(50)
    const connection = await opened()
    expect(await connection.collection(late.collection.name).indexes()).toHaveLength(2)
  } finally {
    mongoose.set("bufferTimeoutMS", patience)
    mongoose.deleteModel("ReadLongAgo")
  }
})

test("documents that contradict a unique index keep the store shut, and are named", async () => {
  if (!unique) throw new Error("no model has a unique index")
  const connection = await opened(true)
  const same = Object.fromEntries(unique.keys.map((key) => [key, "một"]))
  await connection.collection(unique.name).insertMany([
    { _id: "a" as never, ...same },
    { _id: "b" as never, ...same },
    { _id: "c" as never, ...Object.fromEntries(unique.keys.map((key) => [key, "hai"])) },
  ])
  const refused = await opened().catch((error: Error) => error)
  expect(refused).toMatchObject({ code: "RULE_BROKEN" })
  const { message } = refused as Error
  expect(message).toContain(`bảng «${unique.name}»`)
  expect(message).toContain("(các bản ghi a, b)")
  expect(message).not.toContain("hai")
  // Nothing holds the folder: whoever mends it may open it.
  await opened(true)
})

test("documents that are now to be kept for another time are", async () => {
  const connection = await opened()
  const forms = connection.collection("keptForms")
  const { name } = (await forms.indexes()).find(({ key }) => "sentAt" in key) ?? {}
  await forms.dropIndex(name ?? "")
  await forms.createIndex({ sentAt: 1 }, { expireAfterSeconds: 5, ...(name ? { name } : {}) })
  const again = await opened()
  const now = (await again.collection("keptForms").indexes()).find(({ key }) => "sentAt" in key)
  expect(now).toMatchObject({ expireAfterSeconds: KEPT_FORM_LIMITS.hours * 3600 })
})

test("an index that now lets no doubles in is built anew, and doubles that came in meanwhile are named", async () => {
  if (!unique) throw new Error("no model has a unique index")
  const connection = await opened()
  const documents = connection.collection(unique.name)
  const key = JSON.stringify(Object.fromEntries(unique.keys.map((field) => [field, 1])))
  const standing = async (from: typeof connection) =>
    (await from.collection(unique.name).indexes()).find((one) => JSON.stringify(one.key) === key)
  const before = await standing(connection)
  await documents.dropIndex(before?.name ?? "")
  await documents.createIndex(before?.key ?? {}, { name: before?.name ?? "" })
  expect(await standing(await opened())).toMatchObject({ unique: true })

  const again = await opened()
  await again.collection(unique.name).dropIndex(before?.name ?? "")
  await again.collection(unique.name).createIndex(before?.key ?? {}, { name: before?.name ?? "" })
  const same = Object.fromEntries(unique.keys.map((field) => [field, "một"]))
  await again.collection(unique.name).insertMany([
    { _id: "a" as never, ...same },
    { _id: "b" as never, ...same },
  ])
  await expect(opened()).rejects.toMatchObject({ message: expect.stringContaining("(các bản ghi a, b)") })
})
