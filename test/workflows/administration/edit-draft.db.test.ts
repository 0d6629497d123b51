import { beforeAll, expect, test } from "vitest"
import { getReferenceChange } from "#models/reference-change/reference-change.repository.server.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { editDraft } from "#workflows/administration/edit-draft.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { getDraftPage } from "#workflows/screens/draft-page.server.ts"
import { ADMIN, administrationOf, CHIEF, SECOND_ADMIN, savePeople } from "./an-administration.ts"

const office = officeForAll()
const admin = administrationOf(office)
beforeAll(savePeople)

const TABLE = "tham-quyen-ky"
const DEPUTY: Row = {
  personId: "phochutich.hai",
  capacity: "KT",
  position: "PHÓ CHỦ TỊCH",
  fullName: "",
  ground: "Quyết định số 12/QĐ-UBND",
  heldFrom: "2023-06-01",
  heldTo: null,
}
const edit = async (
  changeId: string,
  over: Row,
  {
    revision,
    reason = "Theo công văn số 15",
    actor = ADMIN,
  }: { revision?: number; reason?: string; actor?: typeof ADMIN } = {},
) =>
  editDraft(office.d, {
    changeId,
    revision: revision ?? (await getReferenceChange(changeId)).revision,
    row: { ...DEPUTY, ...over },
    reason,
    actor,
  })

test("a draft is edited before it is submitted, by another administrator too, and neither may then confirm it", async () => {
  const id = await admin.draft(TABLE, "ADD", DEPUTY)
  await edit(id, { heldFrom: "2023-07-01" }, { actor: SECOND_ADMIN, reason: "Sửa ngày theo quyết định" })
  const edited = await getReferenceChange(id)
  expect(edited).toMatchObject({
    revision: 2,
    effectiveFrom: "2023-07-01",
    reason: "Sửa ngày theo quyết định",
  })
  expect(edited.rows.map(({ key }) => key)).toEqual(["phochutich.hai~KT~2023-07-01"])
  await admin.step(id, "change.submitted", ADMIN)
  for (const author of [ADMIN, SECOND_ADMIN])
    await expect(admin.step(id, "change.confirmed", author)).rejects.toThrow()
  await admin.step(id, "change.confirmed", CHIEF)
  expect((await admin.rows(TABLE)).some(({ heldFrom }) => heldFrom === "2023-07-01")).toBe(true)
})

test("who edits a draft that another has edited meanwhile is told what stood there and what stands there now", async () => {
  const id = await admin.draft(TABLE, "ADD", { ...DEPUTY, personId: "chutich", heldFrom: "2024-01-01" })
  const seen = await getDraftPage(office.d, { changeId: id, actor: ADMIN })
  const over = { personId: "chutich", heldFrom: "2024-01-01" }
  await edit(id, { ...over, ground: "Quyết định số 20/QĐ-UBND" }, { actor: SECOND_ADMIN })
  const refusal = await refusalOf(
    edit(id, { ...over, ground: "Quyết định số 30/QĐ-UBND" }, { revision: seen.revision }),
  )
  expect(refusal.code).toBe("CONCURRENT_EDIT")
  expect(refusal.details.changed).toEqual([
    {
      field: "Căn cứ",
      before: "Quyết định số 12/QĐ-UBND",
      mine: "Quyết định số 30/QĐ-UBND",
      now: "Quyết định số 20/QĐ-UBND",
      take: { "cells.ground": "Quyết định số 20/QĐ-UBND" },
      by: expect.stringMatching(/\S \S/),
      at: expect.any(String),
    },
  ])
  expect((await getReferenceChange(id)).rows[0]?.after?.ground).toBe("Quyết định số 20/QĐ-UBND")
  await admin.step(id, "change.withdrawn", ADMIN, "Soạn lại sau")
})

test("a row that follows another keeps following it when its day is edited", async () => {
  const standing = (await admin.rows("co-quan-ban-hanh")).find(
    ({ validFrom, validTo }) =>
      String(validFrom) < "2024" && (validTo === null || String(validTo) > "2024-06"),
  )
  if (!standing) throw new Error("no issuer")
  const next = { ...standing, placeName: "Gia Nghĩa", validFrom: "2024-01-01" }
  const id = await admin.draft("co-quan-ban-hanh", "SUCCEED", next, { of: standing })
  await editDraft(office.d, {
    changeId: id,
    revision: 1,
    row: { ...next, validFrom: "2024-03-01" },
    reason: "Lùi ngày theo quyết định",
    actor: ADMIN,
  })
  const { rows } = await getReferenceChange(id)
  expect(rows.map(({ after }) => [after?.validFrom, after?.validTo])).toEqual([
    [standing.validFrom, "2024-02-29"],
    ["2024-03-01", standing.validTo],
  ])
})

test("what was submitted is edited no more, and bad cells are refused at their fields", async () => {
  const id = await admin.draft(TABLE, "ADD", { ...DEPUTY, personId: "chutich", heldFrom: "2025-01-01" })
  const wrong = await refusalOf(
    edit(id, { personId: "chutich", heldFrom: "2025-01-01", heldTo: "2024-01-01" }),
  )
  expect(wrong.details.issues).toMatchObject([{ field: "cells.heldTo" }])
  await admin.step(id, "change.submitted", ADMIN)
  expect((await refusalOf(edit(id, { personId: "chutich", heldFrom: "2025-02-01" }))).code).toBe(
    "WORKFLOW_REFUSED",
  )
  expect(
    (await refusalOf(edit(id, { personId: "chutich", heldFrom: "2025-02-01" }, { revision: 1 }))).message,
  ).toContain("đã được trình")
})

test("the log of all this gives the store as it stands", async () => {
  expect((await verifyStore()).findings).toEqual([])
})
