import { afterEach, beforeEach, expect, test } from "vitest"
import { findUnitDirectory, saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { findLegalRegimes } from "#models/legal-regime/legal-regime.repository.server.ts"
import { getReference, hasReference, saveReference } from "#models/reference/reference.repository.server.ts"
import { ReferenceModel } from "#models/reference/reference.schema.server.ts"
import { findSignatoriesOn } from "#models/user/signing-capacity.repository.server.ts"
import { prepareFirstStart } from "#seeds/first-start.server.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { type OpenOffice, openOffice } from "../app/setup/open-office.ts"

let office: OpenOffice
beforeEach(async () => {
  office = await openOffice({ TRAINING_MODE: "false" })
})
afterEach(() => office.close())

const start = () => prepareFirstStart(office.runtime, () => {})
/** As an earlier release left a store: filled from its own tables. */
const filledBefore = async () => {
  await saveUnitDirectory(UNIT_DIRECTORY)
  await start()
}

test("an empty store outside training waits for its province: nothing made up comes into it", async () => {
  await start()
  expect(await findUnitDirectory()).toBeNull()
  expect(await hasReference("seeded")).toBe(false)
})

test("the first start after an import fills in what the import did not bring", async () => {
  await saveUnitDirectory(UNIT_DIRECTORY)
  await start()
  expect((await findLegalRegimes()).length).toBeGreaterThan(0)
  expect((await getReference("issuers")).length).toBeGreaterThan(0)
  expect((await findSignatoriesOn("2023-05-12")).length).toBeGreaterThan(0)
  expect(await getReference("seeded")).toEqual([{ scenario: "reference" }])
})

test("a first start that was cut off half way is done again by the next", async () => {
  const { store } = office.runtime
  await saveUnitDirectory({ ...UNIT_DIRECTORY, agencies: [] })
  const cutOff = {
    ...office.runtime,
    store: { ...store, inTransaction: () => Promise.reject(new Error("mất điện")) },
  }
  await expect(prepareFirstStart(cutOff, () => {})).rejects.toThrow("mất điện")
  expect(await hasReference("seeded")).toBe(false)
  await start()
  expect((await findUnitDirectory())?.agencies.length).toBeGreaterThan(0)
})

test("a store filled by an earlier version gets the tables that came since, and keeps its own", async () => {
  await filledBefore()
  await ReferenceModel.deleteOne({ _id: "documentTemplates" })
  const [own] = await getReference("levelTargets")
  await saveReference("levelTargets", own ? [{ ...own, share: 0.5 }] : [])
  await start()
  expect((await getReference("documentTemplates")).length).toBeGreaterThan(0)
  expect(await getReference("levelTargets")).toMatchObject([{ share: 0.5 }])
})

test("a store that has been filled keeps what the office has changed in it", async () => {
  await filledBefore()
  await saveReference("portalTargets", [])
  await start()
  expect(await getReference("portalTargets")).toEqual([])
})

test("a store that kept letters only gets the texts of decision and Tờ trình, and its letters stay as they are", async () => {
  await filledBefore()
  const letters = (await getReference("documentTemplates")).filter(({ purpose }) => purpose === "OFFICER")
  const older = letters.map(({ purpose: _, authority: _authority, ...letter }) => ({
    ...letter,
    name: `${letter.name} (của Văn phòng)`,
  }))
  await saveReference("documentTemplates", older as typeof letters)
  await start()
  const kept = await getReference("documentTemplates")
  expect(kept.slice(0, letters.length)).toEqual(
    letters.map((letter) => ({ ...letter, name: `${letter.name} (của Văn phòng)` })),
  )
  expect(kept.slice(letters.length).map(({ purpose }) => purpose)).toEqual([
    "ANNUAL_DECISION",
    "AMENDING_DECISION",
    "SUBMISSION",
  ])
})
