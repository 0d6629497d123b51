import { afterAll, beforeAll, expect, test } from "vitest"
import {
  findDocuments,
  getDocumentBytes,
  insertDocument,
} from "#models/official-document/official-document.repository.server.ts"
import { documentIdOf, type OfficialDocument } from "#models/official-document/official-document.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const aDocument = (draft: string, bytes: Uint8Array): OfficialDocument => ({
  id: documentIdOf(draft, "DECISION", "UNSIGNED"),
  editionId: "2023-1",
  editionDraftId: draft,
  kind: "DECISION",
  stage: "UNSIGNED",
  pages: 2,
  sha256: sha256(bytes),
  createdAt: new Date("2023-05-08T02:00:00Z"),
})
const keep = (document: OfficialDocument, bytes: Uint8Array) =>
  store.inTransaction((session) => insertDocument(document, bytes, session))

test("bytes come back as they were kept, also those beyond one record's size", async () => {
  const bytes = Uint8Array.from({ length: 17 * 1024 * 1024 }, (_, index) => (index * 7 + (index >> 12)) % 251)
  const document = aDocument("2023-1/1", bytes)
  await keep(document, bytes)
  expect(sha256(await getDocumentBytes(document.id))).toBe(document.sha256)
  expect(await findDocuments("2023-1")).toEqual([document])
})

test("a stage is kept once and never replaced", async () => {
  const first = new TextEncoder().encode("%PDF một")
  const second = new TextEncoder().encode("%PDF hai")
  await keep(aDocument("2023-1/2", first), first)
  await expect(keep(aDocument("2023-1/2", second), second)).rejects.toThrow(/duplicate key/iu)
  expect(await getDocumentBytes("2023-1/2:DECISION:UNSIGNED")).toEqual(first)
})

test("bytes that are not those the record names are refused", async () => {
  const bytes = new TextEncoder().encode("%PDF")
  await expect(keep({ ...aDocument("2023-1/3", bytes), sha256: "0".repeat(64) }, bytes)).rejects.toThrow(
    /mã băm/u,
  )
  await expect(getDocumentBytes("2023-1/3:DECISION:UNSIGNED")).rejects.toThrow(/Không tìm thấy/u)
})
