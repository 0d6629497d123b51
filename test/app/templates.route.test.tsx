import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as list } from "#app/routes/_van-phong.mau-van-ban._index.tsx"
import { action, loader } from "#app/routes/_van-phong.mau-van-ban.$templateId/route.tsx"
import { type IssuingOffice, openIssuingOffice } from "./setup/issuing-office.ts"

let issuing: IssuingOffice
beforeAll(async () => {
  issuing = await openIssuingOffice()
}, 120_000)
afterAll(() => issuing.office.close())

const DECISION = { templateId: "quyet-dinh-cong-bo" }
const load = (who: string) => loader(issuing.ask(who, DECISION))
/** What the form posts, with changes. */
const posted = async (over: Record<string, string>): Promise<Record<string, string>> => {
  const { template, today } = await load("chanhvanphong")
  const fields = template.blocks.flatMap(({ kind, text, when }, index): [string, string][] => [
    [`blocks.${index}.kind`, kind],
    [`blocks.${index}.text`, text],
    [`blocks.${index}.when`, when ?? ""],
    [`blocks.${index}.order`, String((index + 1) * 10)],
  ])
  return {
    version: String(template.version),
    validFrom: today,
    abstract: template.abstract,
    ...Object.fromEntries(fields),
    ...over,
  }
}
const send = async (who: string, over: Record<string, string>) =>
  action(issuing.ask(who, DECISION, await posted(over)))

test("everyone of the office reads the texts; only the chief is offered to change them", async () => {
  expect((await list(issuing.ask("vanthu", {}))).map(({ id }) => id)).toContain(DECISION.templateId)
  expect(await load("vanthu")).toMatchObject({ mayRevise: false })
  expect(await load("chanhvanphong")).toMatchObject({ mayRevise: true })
})

test("a try shows the text and changes nothing, a mistake is told at its block, a new version is adopted once", async () => {
  const abstract = "Về việc ban hành Danh mục {{levels}} năm {{year}}"
  const tried = await send("chanhvanphong", { intent: "preview", abstract })
  expect(tried).toMatchObject({ data: { tried: { faults: [] } } })
  expect(await load("chanhvanphong")).toMatchObject({ template: { version: 1 } })
  const wrong = await send("chanhvanphong", { intent: "save", "blocks.4.text": "{{khong}}" })
  expect(wrong).toMatchObject({
    init: { status: 400 },
    data: { errors: { "blocks.4.text": ["Khối 5: Không có chỗ điền tên «khong»."] } },
  })
  expect(await send("vanthu", { intent: "save", abstract })).toMatchObject({ init: { status: 403 } })
  expect(await send("chanhvanphong", { intent: "save", abstract })).toMatchObject({ status: 302 })
  expect(await load("chanhvanphong")).toMatchObject({
    template: { version: 2, abstract },
    lines: expect.arrayContaining([expect.stringMatching(/^Về việc ban hành Danh mục/u)]),
  })
  const late = await send("chanhvanphong", { intent: "save", version: "1", abstract: `${abstract} lần nữa` })
  expect(late).toMatchObject({
    init: { status: 409 },
    data: { conflict: { changed: [{ field: "Trích yếu", now: abstract }] } },
  })
})
