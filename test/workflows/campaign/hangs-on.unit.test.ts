import { expect, test } from "vitest"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { initialCampaignContext } from "#models/campaign/context.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { anIssuedEdition } from "#test/models/catalogue-edition/an-issued-edition.ts"
import { whatHangsOn } from "#workflows/campaign/hangs-on.ts"
import { standingFault } from "#workflows/campaign/standing-fault.ts"

const of2022 = anIssuedEdition({ year: 2022 })
const of2023 = anIssuedEdition({
  errata: [{ letter: "12/UBND", text: "Lỗi", at: "2023-06-01T00:00:00.000Z" }],
})
const first = anIssuedEdition({
  sequence: 2,
  kind: "AMENDMENT",
  amends: "2023-1",
  decision: { number: "31", symbol: "QĐ-UBND", day: "2023-08-01" },
})
const recalledOn = (one: IssuedEdition, day: string): IssuedEdition => ({
  ...one,
  recalled: { at: `${day}T03:00:00.000Z`, reason: "Sai thẩm quyền", follows: "NOTHING_IN_FORCE" },
})
const aDraft = (id: string, kind: ReviewCampaign["kind"], amends: string | null, value: CampaignState) => ({
  id,
  name: `Đợt ${id}`,
  kind,
  workflow: {
    machine: "campaign",
    machineVersion: 2,
    value,
    context: initialCampaignContext({
      kind,
      amends,
      numberFirst: false,
      initials: false,
      annexesApart: false,
    }),
  },
})
const TODAY = "2023-09-01"
const hanging = (edition: IssuedEdition, issued: IssuedEdition[], drafts: ReturnType<typeof aDraft>[] = []) =>
  whatHangsOn({
    edition,
    issued,
    campaigns: drafts,
    messages: [
      { target: "cong-tinh", status: "live", count: 3 },
      { target: "cong-tinh", status: "rejected", count: 1 },
      { target: "cong-quoc-gia", status: "live", count: 4 },
    ],
    today: TODAY,
  })

test("on an annual decision hang its amendments, errata, reviews on their way and messages", () => {
  const running = aDraft("2023-3", "AMENDMENT", "2023-1", "signed")
  const stopped = aDraft("2023-4", "AMENDMENT", "2023-1", "stopped")
  expect(hanging(of2023, [first, of2023, of2022], [running, stopped])).toEqual({
    amendments: [{ editionId: "2023-2", number: "31/QĐ-UBND", day: "2023-08-01" }].map((one) => ({
      ...one,
      number: `${first.decision.number}/QĐ-UBND`,
    })),
    errata: 1,
    drafts: [{ id: "2023-3", name: "Đợt 2023-3", state: "signed" }],
    messages: {
      total: 8,
      byTarget: [
        { target: "cong-tinh", count: 4 },
        { target: "cong-quoc-gia", count: 4 },
      ],
    },
    former: { editionId: "2022-1", number: "523/QĐ-UBND", day: "2022-05-12" },
  })
})

test("an amendment, and an annual decision that was replaced, bring nothing back", () => {
  expect(hanging(first, [first, of2023, of2022]).former).toBeNull()
  expect(hanging(of2022, [first, of2023, of2022]).former).toBeNull()
  expect(hanging(of2023, [of2023, recalledOn(of2022, "2023-01-01")]).former).toBeNull()
})

test("an amendment goes on while the annual decision is in force, whatever becomes of other amendments", () => {
  const draft = aDraft("2023-3", "AMENDMENT", "2023-2", "consolidated")
  const gone = recalledOn(first, "2023-08-20")
  expect(standingFault(draft, ["2023-1"], [gone, of2023], TODAY)).toBeNull()
  expect(standingFault(draft, ["2023-1", "2023-2"], [gone, of2023], TODAY)).toMatch(
    /đã bị thu hồi ngày 20\/08\/2023\. Văn bản đã chốt còn nêu quyết định đó\. Hãy trả lại hồ sơ/,
  )
  expect(standingFault(draft, [], [first, recalledOn(of2023, "2023-08-20")], TODAY)).toMatch(
    /đã bị thu hồi ngày 20\/08\/2023\. Đợt điều chỉnh này .*«Dừng đợt»/,
  )
  const replaced = anIssuedEdition({
    sequence: 4,
    decision: { number: "40", symbol: "QĐ-UBND", day: "2023-08-25" },
  })
  expect(standingFault(draft, [], [replaced, first, of2023], TODAY)).toMatch(
    /không còn hiệu lực\. Đợt điều chỉnh/,
  )
})

test("a year's decision does not come out naming one that is no longer in force", () => {
  const draft = aDraft("2024-1", "ANNUAL", null, "sealed")
  expect(standingFault(draft, ["2023-1"], [of2023], TODAY)).toBeNull()
  expect(standingFault(draft, ["2023-1"], [recalledOn(of2023, "2023-08-20")], TODAY)).toMatch(
    /Văn bản đã ký số cơ quan nên không sửa được: Chánh Văn phòng chọn «Dừng đợt»/,
  )
})
