import { expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { holderChecks } from "#workflows/document-verification/holder-checks.ts"

const { issuer } = aFrozenEdition({ rows: 4 })
const OURS = "Ủy ban nhân dân tỉnh Đắk Nông"
const OTHERS = "Ủy ban nhân dân tỉnh Lâm Đồng"
const holder = (organisation: string, ...numbers: string[]) => ({ organisations: [organisation], numbers })
const saidOf = (personal: ReturnType<typeof holder>, agency: ReturnType<typeof holder>) =>
  holderChecks({ issuer }, { personal, agency }).map(({ ok, message }) => ({ ok, message }))

test("a tax number of one's own, or a part of the committee, is as it should be", () => {
  expect(saidOf(holder(OURS, "MST:8001234567"), holder(OURS, "MST:6000123456"))).toEqual([])
  for (const part of [`${OURS} – Văn phòng`, `${OURS}, Văn phòng`, "Sở Nội vụ"])
    expect(saidOf(holder(part), holder(part))).toEqual([])
})

test("the person's certificate of a province that was merged is told and decides nothing, the seal's is refused", () => {
  expect(saidOf(holder(OTHERS), holder(OURS))).toEqual([
    { ok: true, message: expect.stringContaining(`thuộc tổ chức «${OTHERS}», khác tên cơ quan ban hành`) },
  ])
  for (const other of [OTHERS, `${OTHERS} – Văn phòng`, `${OURS} Mới`])
    expect(saidOf(holder(OURS), holder(other))).toEqual([
      {
        ok: false,
        message: expect.stringContaining(`chứng thư của cơ quan ghi thuộc tổ chức khác là «${other}»`),
      },
    ])
})

test("the seal of an agency with another code is refused", () => {
  expect(saidOf(holder(OURS), holder(OURS, "H99"))).toEqual([
    { ok: false, message: expect.stringContaining("mã định danh «H99»") },
  ])
})

test("one citizen's number under the initials and the signature is refused, two are as they should be", () => {
  const signer = holder(OURS, "CCCD:067085001234")
  const saidBy = (initial: ReturnType<typeof holder>) =>
    holderChecks({ issuer }, { personal: signer, agency: holder(OURS), initial })
  expect(saidBy(holder(OURS, "CCCD:067085005678"))).toEqual([])
  expect(saidBy(holder(OURS))).toEqual([])
  expect(saidBy(holder(OURS, "IDCVN-067085001234"))).toMatchObject([
    { ok: false, message: expect.stringContaining("ghi cùng một số định danh cá nhân") },
  ])
})
