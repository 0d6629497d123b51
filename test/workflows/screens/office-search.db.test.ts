import { expect, test } from "vitest"
import { proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { aStoredUser } from "#test/app/setup/open-office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { findInOffice } from "#workflows/screens/office-search.server.ts"

const office = officeForEach()

const namesOf = async (text: string, actor = office.staff.reviewer) => {
  const { procedures, people, registrations } = await findInOffice(office.d, { actor, text })
  return {
    procedures: procedures.map(({ id }) => id),
    people: people.map(({ name }) => name),
    registrations: registrations.length,
  }
}

test("a procedure answers to its code and to its name without accents, a person to theirs", async () => {
  const { procedures, registrations } = await namesOf("2.000488")
  expect(procedures).toContain("2.000488")
  expect(registrations).toBeGreaterThan(0)
  const [hit] = (await findInOffice(office.d, { actor: office.staff.reviewer, text: "2.000488" })).procedures
  const plain = (hit?.name ?? "").normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/giu, "d")
  expect((await namesOf(plain)).procedures).toContain("2.000488")
  expect(await namesOf("x")).toEqual({ procedures: [], people: [], registrations: 0 })
})

test("who came since the last search is found as soon as something was done in the office", async () => {
  expect((await namesOf("Tôn Nữ Mới Đến")).people).toEqual([])
  const { id } = await aStoredUser({ id: "moi.den", fullName: "Tôn Nữ Mới Đến" })
  await proposeByRules(office.d, { campaignId: office.campaignId, staff: office.staff })
  expect((await namesOf("ton nu moi den")).people).toEqual(["Tôn Nữ Mới Đến"])
  expect(id).toBe("moi.den")
})
