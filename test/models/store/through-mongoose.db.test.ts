import mongoose from "mongoose"
import { expect, test } from "vitest"
import { openTestStore } from "#test/setup/store.ts"

test("an aggregation is a cursor and knows its model's collection", async () => {
  const store = await openTestStore({ asItIs: true })
  const schema = new mongoose.Schema({ n: Number, _id: Number })
  const Service = store.connection.model("StagedService", schema, "services")
  await Service.insertMany([2, 4, 6, 8].map((n) => ({ _id: n, n })))
  const seen: unknown[] = []
  for await (const row of Service.aggregate([{ $sort: { n: 1 } }]).cursor({ batchSize: 2 })) seen.push(row.n)
  expect(seen).toEqual([2, 4, 6, 8])
  await store.close()
})
