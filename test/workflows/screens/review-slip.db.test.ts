import { beforeEach, expect, test } from "vitest"
import type { Registration } from "#models/registration/registration.ts"
import { aStoredUser } from "#test/app/setup/open-office.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { fontsOf, qpdfCheck, textOfPages } from "#test/setup/pdf-tools.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getReviewSlip } from "#workflows/screens/review-slip.server.ts"

const office = officeForEach()
let marriage: Registration
beforeEach(async () => {
  marriage = await registrationOf("1.000894")
})

const slip = (actor = office.staff.reviewer) =>
  getReviewSlip(office.d, { registrationId: marriage.id, actor })

const wordsOf = (bytes: Uint8Array): string =>
  textOfPages(bytes).join(" ").normalize("NFC").replace(/\s+/g, " ")

test("the slip says what is asked, what was answered and on what ground, and who did what", async () => {
  const proposal = {
    ...proposalConfirming(marriage.suggestion),
    citation: "Điều 18 Luật Hộ tịch số 60/2014/QH13",
    note: "Hai bên phải có mặt.",
  }
  const specialist = office.staff.specialistOf(marriage.agencyId)
  const head = office.staff.headOf(marriage.agencyId)
  await aStoredUser({ id: head.id, fullName: head.name, assignments: [] })
  await moveRegistration(office.d, {
    registrationId: marriage.id,
    event: { type: "proposal.submitted", proposal },
    actor: specialist,
  })
  await moveRegistration(office.d, {
    registrationId: marriage.id,
    event: { type: "proposal.signedOff" },
    actor: head,
  })
  const { name, bytes } = await slip()
  expect(name).toBe(`phieu-ra-soat-${marriage.serviceCode}.pdf`)
  const text = wordsOf(bytes)
  for (const words of [
    "PHIẾU RÀ SOÁT",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Đăng ký kết hôn (mã 1.000894)",
    "1. Dịch vụ công",
    "2. Đối chiếu tiêu chí",
    "Căn cứ pháp luật chuyên ngành: Điều 18 Luật Hộ tịch số 60/2014/QH13",
    "Ghi chú: Hai bên phải có mặt.",
    `Ký duyệt: ${head.name}`,
    "Trình lãnh đạo đơn vị: Một phần",
  ])
    expect(text).toContain(words)
})

test("it is a sound file with its fonts inside, and the same registration gives the same bytes", async () => {
  const [one, two] = [await slip(), await slip()]
  expect(one.bytes).toEqual(two.bytes)
  expect(qpdfCheck(one.bytes)).toContain("No syntax or stream encoding errors")
  const fonts = fontsOf(one.bytes)
  expect(fonts.length).toBeGreaterThan(0)
  for (const font of fonts) expect(font).toMatchObject({ embedded: true, subset: true, unicode: true })
  // Nothing in it waits to be filled in by the records office.
  expect(Buffer.from(one.bytes).toString("latin1")).not.toContain("/AcroForm")
})

test("another unit does not read it", async () => {
  await expect(slip(office.staff.specialistOf("so-y-te"))).rejects.toMatchObject({ code: "FORBIDDEN" })
})
