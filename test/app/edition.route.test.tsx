import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as publicCatalogue } from "#app/routes/_cong-khai.danh-muc._index.tsx"
import { loader as publicEdition } from "#app/routes/_cong-khai.danh-muc.$editionId._index.tsx"
import { loader as download } from "#app/routes/_cong-khai.danh-muc.$editionId.tai-ve.$.ts"
import { loader as description } from "#app/routes/_cong-khai.danh-muc.dcat[.]jsonld.ts"
import { loader as procedurePage } from "#app/routes/_cong-khai.thu-tuc.$code.tsx"
import { loader as lookUp } from "#app/routes/_cong-khai.xac-minh.tsx"
import { action, loader } from "#app/routes/_van-phong.ban-hanh.$editionId._index.tsx"
import {
  action as signElsewhere,
  loader as signElsewherePage,
} from "#app/routes/_van-phong.ban-hanh.$editionId.ky-noi-khac.tsx"
import { loader as documentForm } from "#app/routes/_van-phong.ban-hanh.$editionId.the-thuc.tsx"
import { loader as document } from "#app/routes/_van-phong.ban-hanh.$editionId.van-ban.$file.ts"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import type { EditionPage } from "#workflows/screens/edition-page.server.ts"
import { type IssuingOffice, openIssuingOffice } from "./setup/issuing-office.ts"
import type { OpenOffice } from "./setup/open-office.ts"
import { sendForVerification } from "./setup/send-for-verification.ts"

// One edition goes through its whole life here, so the tests follow each other as the office's days do.
let office: OpenOffice
let digest: string
let issuing: IssuingOffice

beforeAll(async () => {
  issuing = await openIssuingOffice()
  office = issuing.office
  digest = issuing.digest
}, 120_000)
afterAll(() => office.close())

const ask = (...asked: Parameters<IssuingOffice["ask"]>) => issuing.ask(...asked)

const pageFor = (who: string): Promise<EditionPage> => loader(ask(who, { editionId: "2023-1" }))

const post = async (who: string, form: Record<string, string>) => {
  const answer = await action(ask(who, { editionId: "2023-1" }, form))
  if ("data" in answer) return { status: answer.init?.status, ...answer.data }
  return { status: answer.status }
}

/** Takes a step as a browser would: with the revision the page showed. */
const take = async (who: string, intent: string, fields: Record<string, string> = {}) => {
  const { campaign } = await pageFor(who)
  return post(who, { intent, revision: String(campaign.revision), digest, confirmed: "on", ...fields })
}

/** What a loader threw: its status and words. */
const refusalOf = async (work: () => unknown) => {
  const thrown = await Promise.resolve()
    .then(work)
    .then(
      () => null,
      (error: unknown) => error,
    )
  if (thrown instanceof Response) return { status: thrown.status, text: await thrown.text() }
  const { init, data } = thrown as { init: { status: number }; data: { message: string } }
  return { status: init.status, text: data.message }
}

const fileOf = async (name: string, headers: Record<string, string> = {}, search = "") =>
  download({
    ...office.ask("/"),
    request: new Request(`http://office.test/danh-muc/2023-1/tai-ve/${name}${search}`, { headers }),
    params: { editionId: "2023-1", "*": name },
  })

const verified = (bytes: Uint8Array<ArrayBuffer>) => sendForVerification(office, bytes, "quyet-dinh.pdf")

test("while nothing has been issued the public page is empty and the draft is nobody's business", async () => {
  expect((await publicCatalogue(office.ask("/danh-muc"))).page).toBeNull()
  const { status } = await refusalOf(() =>
    publicEdition({ ...office.ask("/danh-muc/2023-1"), params: { editionId: "2023-1" } }),
  )
  expect(status).toBe(404)
  expect((await refusalOf(() => fileOf("catalogue.csv"))).status).toBe(404)
})

test("the page offers the step to whoever may take it and names them to everyone else", async () => {
  expect((await pageFor("chanhvanphong")).offers.next).toMatchObject({
    intent: "checkContent",
    refusal: null,
  })
  expect((await pageFor("vanthu")).offers.next?.refusal).toMatch(/Chánh Văn phòng/)
})

test("a specialist who sends the chief's form gets 403 and leaves a line in the log", async () => {
  const { status } = await take("chuyenvien.tuphap", "checkContent")
  expect(status).toBe(403)
  const { entries } = await findAuditPage({ type: "access.denied", by: "chuyenvien.tuphap" }, 1, 10)
  expect(entries[0]?.payload).toEqual({ action: "edition.checkContent" })
})

test("a step without the explicit confirmation is not taken", async () => {
  expect(await take("chanhvanphong", "checkContent", { confirmed: "" })).toMatchObject({
    status: 400,
    intent: "checkContent",
    errors: { confirmed: ["Hãy xác nhận đã kiểm tra nội dung."] },
  })
})

test("a page that shows an older draft gets 409 and is told to look again", async () => {
  const answer = await take("chanhvanphong", "checkContent", { digest: "0".repeat(64) })
  expect(answer).toMatchObject({ status: 409, message: expect.stringMatching(/đã được chốt lại/) })
})

test("a stale page gets 409 with what has changed meanwhile", async () => {
  const { campaign } = await pageFor("chanhvanphong")
  expect((await take("chanhvanphong", "checkContent")).status).toBe(302)
  const answer = await post("chanhvanphong", {
    intent: "checkContent",
    revision: String(campaign.revision),
    digest,
    confirmed: "on",
  })
  expect(answer).toMatchObject({
    status: 409,
    conflict: { changed: [{ field: "Trạng thái", now: expect.stringMatching(/Đã kiểm tra nội dung/) }] },
  })
})

test("before submission the decision is shown as a marked draft and no stage of it is kept", async () => {
  const draft = await document(ask("vanthu", { editionId: "2023-1", file: "quyet-dinh.pdf" }))
  expect(draft.headers.get("Content-Disposition")).toMatch(/^inline/)
  expect(draft.headers.get("Cache-Control")).toBe("no-store")
  expect(
    Buffer.from(await draft.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-")
  expect((await pageFor("vanthu")).stages).toEqual([])
  const { status } = await refusalOf(() =>
    document(ask("vanthu", { editionId: "2023-1", file: "to-trinh.pdf" })),
  )
  expect(status).toBe(404)
})

test("the rows can be read as a sheet before anything is signed", async () => {
  const sheet = await document(ask("chanhvanphong", { editionId: "2023-1", file: "danh-muc.xlsx" }))
  expect(sheet.headers.get("Content-Type")).toMatch(/spreadsheetml/)
  expect(
    Buffer.from(await sheet.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK")
})

test("how the decision keeps the rules of form can be read before it is laid before anybody", async () => {
  const { documents } = await documentForm(ask("vanthu", { editionId: "2023-1" }))
  expect(documents.map(({ kind }) => kind)).toEqual(["DECISION", "DECISION", "SUBMISSION"])
  for (const { isProof, report } of documents) {
    expect(isProof).toBe(true)
    expect(report).toMatchObject({ ok: true, findings: [] })
  }
  expect(documents[0]?.report.rules).toBeGreaterThan(80)
})

test("only leaders who hold a capacity today can be chosen to sign", async () => {
  expect((await take("vanthu", "checkForm")).status).toBe(302)
  const { offers } = await pageFor("chanhvanphong")
  const [choice] = offers.next?.fields ?? []
  const people = choice?.kind === "CHOICE" ? choice.options.map(({ value }) => value) : []
  expect(people.sort()).toEqual(["chutich", "phochutich"])
  expect((await take("chanhvanphong", "submit", { signatoryId: "chanhvanphong" })).status).toBe(400)
})

test("another leader than the one it was submitted to cannot sign", async () => {
  expect((await take("chanhvanphong", "submit", { signatoryId: "phochutich" })).status).toBe(302)
  expect((await take("chutich", "sign")).status).toBe(409)
})

/** The page of the step where a file signed outside is handed in, and the handing in. */
const stepElsewhere = (who: string) => signElsewherePage(ask(who, { editionId: "2023-1" }))
const handIn = async (who: string, bytes: Uint8Array) => {
  const { campaign } = await stepElsewhere(who)
  const body = new FormData()
  body.set("revision", String(campaign.revision))
  body.set("file", new File([new Uint8Array(bytes)], "quyet-dinh.pdf", { type: "application/pdf" }))
  const request = new Request("http://office.test/ban-hanh/2023-1/ky-noi-khac", {
    method: "POST",
    body,
    headers: { Cookie: ask(who, {}).request.headers.get("Cookie") ?? "" },
  })
  const answer = await signElsewhere({ ...ask(who, { editionId: "2023-1" }), request })
  return "data" in answer
    ? { status: answer.init?.status, error: answer.data.error }
    : { status: answer.status, error: null }
}
const waitingFile = async () =>
  new Uint8Array(
    await (await document(ask("vanthu", { editionId: "2023-1", file: "quyet-dinh.pdf" }))).arrayBuffer(),
  )

test("a file signed with the leader's own software is taken from nobody else, and only if it is that file", async () => {
  expect((await stepElsewhere("vanthu")).step?.refusal).toMatch(/Phó Chủ tịch/u)
  const waiting = await waitingFile()
  expect(await handIn("vanthu", waiting)).toMatchObject({ status: 403 })
  expect(await handIn("phochutich", waiting)).toMatchObject({
    status: 400,
    error: expect.stringMatching(/không phải tệp quyết định vừa tải về/u),
  })
  expect((await pageFor("vanthu")).campaign.state).toBe("submittedForSignature")
})

test("signed, numbered, sealed and issued, each by their own hand and one with software of their own", async () => {
  const { signing, clock } = office.runtime
  const { context } = await pageFor("phochutich")
  if (!context.signatory) throw new Error("it was submitted to somebody")
  const signed = await documentSigning(signing).signPersonal(await waitingFile(), {
    signatory: context.signatory,
    at: clock.now(),
  })
  expect(await handIn("phochutich", signed)).toEqual({ status: 302, error: null })
  const { next } = (await pageFor("vanthu")).offers
  expect(next?.values).toEqual({ number: 1, seenOn: "2023-03-06" })
  expect(next?.fields[0]).toMatchObject({ label: "Số của quyết định (…/QĐ-UBND)" })
  expect((await take("vanthu", "number", { number: "658" })).status).toBe(302)
  expect((await take("vanthu", "seal")).status).toBe(302)
  expect((await take("vanthu", "issue")).status).toBe(302)
  const { campaign, stages, life } = await pageFor("vanthu")
  expect(campaign.state).toBe("issued")
  expect(stages).toEqual(["UNSIGNED", "SIGNED", "NUMBERED", "SEALED"])
  expect(life.find(({ state }) => state === "numbered")?.note).toBe("Số 658/QĐ-UBND")
}, 60_000)

test("the public catalogue is there at once, every row on the decision", async () => {
  const { page } = await publicCatalogue(office.ask("/danh-muc?q=ly+lich+tu+phap"))
  expect(page?.heading.decision.number).toBe("658/QĐ-UBND")
  expect(page?.results.rows.map(({ procedureCode }) => procedureCode)).toEqual(["2.000488"])
})

test("filters narrow the list and a value that means nothing is not asked", async () => {
  const of = async (query: string) => (await publicCatalogue(office.ask(`/danh-muc?${query}`))).page?.results
  const all = await of("")
  expect((await of("adminLevel=PROVINCE"))?.rows.map(({ procedureCode }) => procedureCode)).toEqual([
    "2.000488",
  ])
  expect((await of("adminLevel=PROVINCE&field=G15-HT01"))?.total).toBe(0)
  expect((await of("level=nonsense&page=-3"))?.total).toBe(all?.total)
})

test("a procedure's page says its level, the decision and its history", async () => {
  const page = await procedurePage({ ...office.ask("/thu-tuc/2.000488"), params: { code: "2.000488" } })
  expect(page).toMatchObject({
    isInForce: true,
    services: [{ standsOn: { number: "658/QĐ-UBND" } }],
    history: [{ edition: { editionId: "2023-1", isInForce: true } }],
  })
  const none = await refusalOf(() =>
    procedurePage({ ...office.ask("/thu-tuc/9.999999"), params: { code: "9.999999" } }),
  )
  expect(none.status).toBe(404)
})

test.each([
  ["decision.pdf", "application/pdf"],
  ["catalogue.csv", "text/csv; charset=utf-8"],
  ["catalogue.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["records/national.json", "application/json"],
  ["records/provincial.json", "application/json"],
  ["records/cpsv-ap.jsonld", "application/ld+json"],
  ["records/dcat.jsonld", "application/ld+json"],
])("%s comes with its type, its name and its own digest", async (name, type) => {
  const answer = await fileOf(name)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect(answer.headers.get("Content-Type")).toBe(type)
  expect(answer.headers.get("ETag")).toBe(`"${sha256(bytes)}"`)
  expect(answer.headers.get("Content-Length")).toBe(String(bytes.byteLength))
  expect(answer.headers.get("Content-Disposition")).toBe(
    `attachment; filename="danh-muc-2023-1-${name.split("/").at(-1)}"`,
  )
  const again = await fileOf(name, { "If-None-Match": answer.headers.get("ETag") ?? "" })
  expect(again.status).toBe(304)
})

test("only an address that carries the edition's digest may be kept for good", async () => {
  const cache = async (search: string) =>
    (await fileOf("catalogue.csv", {}, search)).headers.get("Cache-Control")
  expect(await cache(`?v=${digest.slice(0, 12)}`)).toMatch(/immutable/)
  expect(await cache("?v=abc")).toBe("public, max-age=300")
  expect(await cache("")).toBe("public, max-age=300")
})

test("records carry the digest of the edition the decision announced", async () => {
  for (const name of ["records/national.json", "records/provincial.json", "records/cpsv-ap.jsonld"])
    expect(await (await fileOf(name)).text()).toContain(digest)
  expect(await (await description(office.ask("/danh-muc/dcat.jsonld"))).text()).toContain(digest)
})

test("a file that does not exist, or leads out of the edition, is 404 in plain words", async () => {
  for (const name of ["nope.csv", "../2022-1/decision.pdf", "records/", ""])
    expect(await refusalOf(() => fileOf(name))).toMatchObject({
      status: 404,
      text: expect.stringMatching(/không có tệp/),
    })
})

test("the issued file is genuine; with one byte changed anywhere it is not", async () => {
  const bytes = new Uint8Array(await (await fileOf("decision.pdf")).arrayBuffer())
  expect((await verified(bytes)).upload).toMatchObject({
    verdict: "GENUINE",
    trust: { trust: "TRUSTED", isTraining: true, reasons: [] },
    edition: { decision: { number: "658/QĐ-UBND" } },
  })
  for (const place of [0.1, 0.5, 0.9]) {
    const changed = bytes.slice()
    const at = Math.floor(bytes.length * place)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect((await verified(changed)).upload).toMatchObject({
      verdict: "ALTERED",
      trust: { trust: "NOT_TRUSTED" },
    })
  }
  const longer = new Uint8Array(bytes.length + 1)
  longer.set(bytes)
  longer[bytes.length] = 10
  expect((await verified(longer)).upload?.verdict).not.toBe("GENUINE")
}, 60_000)

test("a decision signed under a made-up authority of the same name is sound and not trusted", async () => {
  const { bytes } = await drawDecision(aFrozenEdition({ rows: 4 }), FACTS)
  const forged = await withOffice((own) => issue(own, bytes))
  const { upload } = await verified(new Uint8Array(forged))
  expect(upload).toMatchObject({ report: { ok: true }, verdict: "UNKNOWN" })
  expect(upload?.trust).toEqual({
    trust: "NOT_TRUSTED",
    isTraining: true,
    reasons: expect.arrayContaining([
      expect.stringContaining("không do tổ chức chứng thực được cơ quan tin"),
    ]),
  })
})

test("a file that is no PDF, or empty, is refused with what to do", async () => {
  expect(await verified(new TextEncoder().encode("xin chào"))).toMatchObject({
    status: 400,
    error: expect.stringMatching(/không phải là PDF/),
  })
  expect((await verified(new Uint8Array())).status).toBe(400)
})

test.each(["658/QĐ-UBND", "658/qd-ubnd", "658", "số 658/QĐ-UBND", "Quyết định số 658/QĐ-UBND", "2023-1"])(
  "an issued decision is found under “%s”",
  async (asked) => {
    const { found } = (await lookUp(office.ask(`/xac-minh?so=${encodeURIComponent(asked)}`))).data
    expect(found?.map(({ decision }) => decision.editionId)).toEqual(["2023-1"])
  },
)

test("digests find it too, other numbers do not", async () => {
  const { found } = (await lookUp(office.ask(`/xac-minh?so=${digest}`))).data
  expect(found).toHaveLength(1)
  expect((await lookUp(office.ask("/xac-minh?so=659"))).data.found).toEqual([])
  const gone = await lookUp(office.ask("/xac-minh?phieu=khong-co"))
  expect(gone).toMatchObject({
    data: { error: expect.stringContaining("gửi lại tệp") },
    init: { status: 404 },
  })
})

test("a recalled decision says so wherever it is shown, and is in force no more", async () => {
  const recall = { reason: "Sai thẩm quyền ký", typed: "658/QĐ-UBND" }
  expect((await take("vanthu", "recall", recall)).status).toBe(403)
  expect((await take("chanhvanphong", "recall", recall)).status).toBe(302)
  const list = await publicCatalogue(office.ask("/danh-muc"))
  expect([list.page, list.published.map(({ isRecalled }) => isRecalled)]).toEqual([null, [true]])
  const { page } = await publicEdition({ ...office.ask("/danh-muc/2023-1"), params: { editionId: "2023-1" } })
  expect(page.heading.recalled?.reason).toBe("Sai thẩm quyền ký")
  const bytes = new Uint8Array(await (await fileOf("decision.pdf")).arrayBuffer())
  expect((await verified(bytes)).upload?.edition?.standing).toBe("RECALLED")
})
