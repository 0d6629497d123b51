import { expect, test } from "vitest"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { getRegistrationPage } from "#workflows/screens/registration-page.server.ts"

const office = officeForEach()

const unlike = async (code: string) => {
  const { id } = await registrationOf(code)
  const { reviewer } = office.staff
  return (await getRegistrationPage(office.d, { registrationId: id, query: { page: 1 }, actor: reviewer }))
    .unlike
}

test("a service with the same papers and steps at another level is shown, one at the same level is not", async () => {
  expect((await registrationOf("1.000894")).contentKey).toMatch(/^[0-9a-f]{64}$/)
  expect(await unlike("1.000894")).toEqual([])
  const { level } = (await registrationOf("1.000894")).suggestion
  await RegistrationModel.updateMany(
    { procedureCode: { $in: ["1.000894", "2.000488", "1.001612"] } },
    { $set: { contentKey: "như-nhau" } },
  )
  await RegistrationModel.updateOne(
    { procedureCode: "2.000488" },
    { $set: { proposedLevel: level === "FULL" ? "PARTIAL" : "FULL" } },
  )
  await RegistrationModel.updateOne({ procedureCode: "1.001612" }, { $set: { proposedLevel: level } })
  expect((await unlike("1.000894")).map(({ serviceCode }) => serviceCode)).toEqual(["2.000488.01"])
})
