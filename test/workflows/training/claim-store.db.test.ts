import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { backUp } from "#models/store/backup/back-up.server.ts"
import { checkBackup, restore } from "#models/store/backup/restore.server.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findStorePurpose } from "#models/store-purpose/store-purpose.repository.server.ts"
import { saveTrainingInstant } from "#models/training-clock/training-clock.repository.server.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { openTestStore } from "#test/setup/store.ts"
import { addUser } from "#workflows/identity/add-user.server.ts"
import { claimStore } from "#workflows/training/claim-store.server.ts"

let store: Store
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.close())

const claim = (trainingMode: boolean) => claimStore(store, { trainingMode, place: "«kho»" })
const IS_TRAINING = "Kho dữ liệu «kho» là kho tập huấn"
const IS_PRODUCTION = "Kho dữ liệu «kho» là kho làm việc thật"

const clockMoved = () => saveTrainingInstant(new Date("2023-03-06T01:00:00Z"))
const seeded = (scenario: string) => saveReference("seeded", [{ scenario }])
const realUser = async () => {
  await saveUnitDirectory(UNIT_DIRECTORY)
  const input = { id: "thu", fullName: "Thư", role: "REVIEWER", agencyId: "van-phong-ubnd-tinh", by: "x" }
  await addUser({ store, clock: fixedClock("2023-03-06T08:00:00+07:00") }, input)
}

test("an empty store is for whoever comes first, and stays so", async () => {
  await claim(false)
  await claim(false)
  await expect(claim(true)).rejects.toThrow(IS_PRODUCTION)
  expect(await findStorePurpose()).toBe("PRODUCTION")
})

test("an import before the first start does not say whose the store is", async () => {
  await saveUnitDirectory(UNIT_DIRECTORY)
  await claim(true)
  await expect(claim(false)).rejects.toThrow(IS_TRAINING)
})

test.each<[string, (() => Promise<unknown>)[]]>([
  ["the training scenario", [() => seeded("training")]],
  ["people with training passwords", [seedUsers]],
  ["the training clock", [clockMoved]],
  ["real users beside the made-up ones", [seedUsers, realUser]],
  [
    "an office's first start, and then the training scenario",
    [() => seeded("reference"), seedUsers, clockMoved],
  ],
  ["the work of a rehearsal, which has no users", [() => openSmallOffice(store)]],
])("an unmarked store with %s is a training store from now on", async (_, fill) => {
  for (const step of fill) await step()
  await expect(claim(false)).rejects.toThrow(IS_TRAINING)
  expect(await findStorePurpose()).toBe("TRAINING")
  await claim(true)
})

test.each<[string, (() => Promise<unknown>)[]]>([
  ["an office's first start", [() => seeded("reference")]],
  ["real users", [realUser]],
  ["real work, opened once in training mode by mistake", [() => seeded("reference"), realUser, clockMoved]],
  ["real users and their campaign", [realUser, () => openSmallOffice(store)]],
])("an unmarked store with %s is an office's from now on", async (_, fill) => {
  for (const step of fill) await step()
  await expect(claim(true)).rejects.toThrow(IS_PRODUCTION)
  expect(await findStorePurpose()).toBe("PRODUCTION")
  await claim(false)
})

test("of two that come first together one marks the store, and the other is refused if it works otherwise", async () => {
  const answers = await Promise.allSettled([claim(true), claim(false), claim(true), claim(false)])
  const purpose = await findStorePurpose()
  const refused = answers.filter(({ status }) => status === "rejected")
  expect(refused).toHaveLength(2)
  for (const { reason } of refused as PromiseRejectedResult[])
    expect(String(reason)).toContain(purpose === "TRAINING" ? IS_TRAINING : IS_PRODUCTION)
})

test("a restored store is what the store was that was backed up", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sao-luu-"))
  const { connection } = store
  try {
    await claim(true)
    if (!connection.db) throw new Error("the connection is not open")
    const file = join(folder, "ban-sao")
    await backUp({ client: connection.getClient(), db: connection.db }, { file, now: new Date(0) })
    await connection.dropDatabase()
    expect(await findStorePurpose()).toBeNull()
    await restore(connection.db, await checkBackup(file), { replace: true })
    await expect(claim(false)).rejects.toThrow(IS_TRAINING)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
