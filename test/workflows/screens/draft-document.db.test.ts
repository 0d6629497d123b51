import { expect, test } from "vitest"
import { CatalogueEditionModel } from "#models/catalogue-edition/catalogue-edition.schema.server.ts"
import { LEVEL_SLOTS } from "#models/reference/edition-slots.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { OFFICERS_TEMPLATES } from "#seeds/reference/document-templates.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { textOfPages } from "#test/setup/pdf-tools.ts"
import { takeTo } from "#test/setup/stages.ts"
import { returnEdition } from "#workflows/campaign/steps/return-edition.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { draftDocument, drawDraft, getDraftForm } from "#workflows/screens/draft-document.server.ts"
import { getEditionPage } from "#workflows/screens/edition-page.server.ts"

const office = officeForEach({ stage: "consolidated" })

const asked = () => ({ editionId: "2023-1", actor: office.staff.clerk })

test("the templates of the day are offered, and the slots come filled with what the issued edition says", async () => {
  await takeTo(office, "issued")
  const { templates, chosen } = await getDraftForm(office.d, {
    ...asked(),
    templateId: "cong-van-dinh-chinh",
  })
  expect(templates.map(({ id }) => id)).toEqual(OFFICERS_TEMPLATES.map(({ id }) => id))
  const { known = {}, template } = chosen ?? {}
  expect(known.decisionNumber).toMatch(/^\d+\/QĐ-UBND$/u)
  const { entries } = office.edition
  expect(known.approved).toBe(String(entries.length))
  expect(Number(known.total)).toBeGreaterThanOrEqual(entries.length)
  const { levels } = office.edition.totals
  for (const level of SERVICE_LEVELS) expect(known[LEVEL_SLOTS[level]]).toBe(String(levels[level]))
  const samples = Object.fromEntries(template?.slots.map(({ name, sample }) => [name, sample]) ?? [])
  const values = { ...samples, ...known }
  const bytes = await drawDraft(office.d, {
    ...asked(),
    templateId: "cong-van-dinh-chinh",
    values,
    format: "pdf",
  })
  expect(textOfPages(bytes).join("")).toContain(`Quyết định số ${known.decisionNumber}`)
})

test("a template that is not in force, an empty slot and a stranger are each refused", async () => {
  const draft = (over: object) =>
    drawDraft(office.d, { ...asked(), templateId: "bao-cao-quy", values: {}, format: "docx", ...over })
  await expect(draft({ templateId: "khong-co" })).rejects.toMatchObject({ code: "NOT_FOUND" })
  await expect(draft({})).rejects.toMatchObject({ code: "INVALID_INPUT" })
  const actor = { id: "la", name: "Người lạ", assignments: [] }
  await expect(draft({ actor })).rejects.toMatchObject({ code: "FORBIDDEN" })
})

test("a document of the committee is signed on its behalf, by whom of those who may today is chosen", async () => {
  const template = OFFICERS_TEMPLATES.find(({ id }) => id === "bao-cao-quy")
  const values = Object.fromEntries(template?.slots.map(({ name, sample }) => [name, sample]) ?? [])
  const draft = { ...asked(), templateId: "bao-cao-quy", values }
  const { chosen } = await getDraftForm(office.d, { ...asked(), templateId: "bao-cao-quy" })
  expect(chosen?.signatories.map(({ personId }) => personId)).toEqual(["chutich", "phochutich"])
  const closingOf = async (signatoryId?: string) =>
    (await draftDocument(office.d, { ...draft, signatoryId })).layout.closing
  expect((await closingOf()).capacity).toEqual(["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"])
  expect(await closingOf("phochutich")).toMatchObject({
    capacity: ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    fullName: "Đinh Thị Bích Vân",
  })
  await expect(closingOf("chanhvanphong")).rejects.toMatchObject({ issues: [{ field: "ky" }] })
})

test("an edition frozen before its texts were kept opens, may be returned, and its letters are typed", async () => {
  await CatalogueEditionModel.updateMany({}, { $unset: { texts: 1 } })
  const page = await getEditionPage(office.d, asked())
  const rules = page.frozen?.checks.map(({ rule }) => rule)
  expect(rules).toContain("totals")
  for (const unknown of ["abstract", "annexes", "replaces"]) expect(rules).not.toContain(unknown)
  const { chosen } = await getDraftForm(office.d, { ...asked(), templateId: "cong-van-dinh-chinh" })
  expect(chosen?.known).not.toHaveProperty("decisionAbstract")
  await takeStep(office.d, returnEdition, {
    campaignId: "2023-1",
    actor: office.staff.chief,
    reason: "Chốt lại theo mẫu văn bản",
  })
})

test("a draft is read back like any document: what breaks a rule of form is told, kept from the PDF, and left to Word", async () => {
  const template = OFFICERS_TEMPLATES.find(({ id }) => id === "bao-cao-quy")
  const values = Object.fromEntries(template?.slots.map(({ name, sample }) => [name, sample]) ?? [])
  const draft = (difficulties: string) => ({
    ...asked(),
    templateId: "bao-cao-quy",
    values: { ...values, difficulties },
  })
  expect((await draftDocument(office.d, draft("Chưa có."))).form).toMatchObject({
    ok: true,
    findings: [],
  })
  const wrong = draft("Chưa có dấu chấm cuối câu")
  const { form } = await draftDocument(office.d, wrong)
  expect(form.ok).toBe(false)
  expect(form.findings.map(({ rule }) => rule)).toEqual(["article.sentence-end"])
  await expect(drawDraft(office.d, { ...wrong, format: "pdf" })).rejects.toMatchObject({
    code: "RULE_BROKEN",
    message: expect.stringContaining("«Chưa có dấu chấm cuối câu»"),
  })
  expect((await drawDraft(office.d, { ...wrong, format: "docx" })).length).toBeGreaterThan(1000)
})
