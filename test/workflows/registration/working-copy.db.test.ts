import { beforeEach, expect, test } from "vitest"
import type { Registration } from "#models/registration/registration.ts"
import { TypedProposal } from "#models/working-copy/working-copy.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { correctFact } from "#workflows/registration/correct-fact.server.ts"
import {
  discardWorkingCopy,
  keepWorkingCopy,
  ownWorkingCopy,
} from "#workflows/registration/working-copy.server.ts"

const office = officeForEach()
let marriage: Registration
beforeEach(async () => {
  marriage = await registrationOf("1.000894")
})

const fields = (note: string) => TypedProposal.parse({ level: "không rõ", note })
const keep = (note: string, actor = office.staff.specialistOf(marriage.agencyId)) =>
  keepWorkingCopy(office.d, { registrationId: marriage.id, revision: 0, fields: fields(note), actor })

test("the latest of what was typed is kept, however unfinished, and moves nothing", async () => {
  const specialist = office.staff.specialistOf(marriage.agencyId)
  await keep("một")
  await keep("hai")
  expect(await ownWorkingCopy(marriage.id, specialist)).toMatchObject({ revision: 0, fields: fields("hai") })
  expect(await registrationOf("1.000894")).toEqual(marriage)
  await discardWorkingCopy(marriage.id, specialist)
  expect(await ownWorkingCopy(marriage.id, specialist)).toBeNull()
})

test("nobody else reads it, and only who may propose keeps one", async () => {
  await keep("riêng")
  const colleague = { ...office.staff.specialistOf(marriage.agencyId), id: "đồng-nghiệp" }
  expect(await ownWorkingCopy(marriage.id, colleague)).toBeNull()
  for (const actor of [office.staff.specialistOf("so-y-te"), office.staff.reviewer])
    await expect(keep("lạ", actor)).rejects.toMatchObject({ code: "FORBIDDEN" })
})

test("one's own correction of a fact takes what is typed along to the new revision", async () => {
  const actor = office.staff.specialistOf(marriage.agencyId)
  await keep("đang gõ")
  await correctFact(office.d, {
    registrationId: marriage.id,
    revision: 0,
    kind: "DENIED",
    factId: "presence.required",
    basis: "Luật mới đã bỏ",
    actor,
  })
  expect(await ownWorkingCopy(marriage.id, actor)).toMatchObject({ revision: 1, fields: fields("đang gõ") })
})
