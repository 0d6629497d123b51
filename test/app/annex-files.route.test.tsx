import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as lookUp } from "#app/routes/_cong-khai.xac-minh.tsx"
import { action, loader } from "#app/routes/_van-phong.ban-hanh.$editionId._index.tsx"
import {
  action as signElsewhere,
  loader as signElsewherePage,
} from "#app/routes/_van-phong.ban-hanh.$editionId.ky-noi-khac.tsx"
import { loader as document } from "#app/routes/_van-phong.ban-hanh.$editionId.van-ban.$file.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { type IssuingOffice, openIssuingOffice } from "./setup/issuing-office.ts"
import { sendForVerification } from "./setup/send-for-verification.ts"

// One edition goes through its life here, so the tests follow each other.
let issuing: IssuingOffice
beforeAll(async () => {
  issuing = await openIssuingOffice({ annexesApart: true })
}, 120_000)
afterAll(() => issuing.office.close())

const EDITION = { editionId: "2023-1" }
const pageFor = (who: string) => loader(issuing.ask(who, EDITION))
const take = async (who: string, intent: string, fields: Record<string, string> = {}) => {
  const { campaign } = await pageFor(who)
  const form = {
    intent,
    revision: String(campaign.revision),
    digest: issuing.digest,
    confirmed: "on",
    ...fields,
  }
  return action(issuing.ask(who, EDITION, form))
}
const fileOf = async (file: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await document(issuing.ask("vanthu", { ...EDITION, file }))).arrayBuffer())
const statusOf = (file: string) =>
  document(issuing.ask("vanthu", { ...EDITION, file })).then(
    ({ status }) => status,
    (thrown: Response) => thrown.status,
  )

test("the page says which annexes will be files, and gives them once they are drawn", async () => {
  expect((await pageFor("vanthu")).annexFiles).toEqual(["Phụ lục I", "Phụ lục II"])
  expect(await statusOf("phu-luc-1.pdf")).toBe(404)
  await take("chanhvanphong", "checkContent")
  await take("vanthu", "checkForm")
  expect(await take("chanhvanphong", "submit", { signatoryId: "phochutich" })).toMatchObject({ status: 302 })
  expect(await statusOf("phu-luc-1.pdf")).toBe(200)
  expect(await statusOf("phu-luc-2.pdf")).toBe(200)
  expect(await statusOf("phu-luc-3.pdf")).toBe(404)
  expect(await statusOf("phu-luc-0.pdf")).toBe(404)
})

const handIn = async (files: Uint8Array<ArrayBuffer>[]) => {
  const { campaign } = await signElsewherePage(issuing.ask("vanthu", EDITION))
  const body = new FormData()
  body.set("revision", String(campaign.revision))
  for (const bytes of files)
    body.append("file", new File([bytes], "van-ban.pdf", { type: "application/pdf" }))
  const request = new Request("http://office.test/ban-hanh/2023-1/ky-noi-khac", {
    method: "POST",
    body,
    headers: { Cookie: issuing.ask("vanthu", {}).request.headers.get("Cookie") ?? "" },
  })
  const answer = await signElsewhere({ ...issuing.ask("vanthu", EDITION), request })
  return "data" in answer ? answer.data.error : answer.status
}

test("the records office is told what to sign, sends all files at once, and is told which one is missing", async () => {
  await take("phochutich", "sign")
  expect((await signElsewherePage(issuing.ask("phochutich", EDITION))).annexFiles).toEqual([])
  await take("vanthu", "number", { number: "15" })
  expect(await signElsewherePage(issuing.ask("vanthu", EDITION))).toMatchObject({
    step: { intent: "seal" },
    annexFiles: ["Phụ lục I", "Phụ lục II"],
    number: "15/QĐ-UBND",
  })
  const { signing, clock } = issuing.office.runtime
  const agencyName = "Ủy ban nhân dân tỉnh Đắk Nông"
  const at = clock.now()
  const decision = new Uint8Array(
    await documentSigning(signing).sealAgency(await fileOf("quyet-dinh.pdf"), { agencyName, at }),
  )
  const sealed: Uint8Array<ArrayBuffer>[] = []
  for (const file of ["phu-luc-1.pdf", "phu-luc-2.pdf"])
    sealed.push(
      new Uint8Array(
        await documentSigning(signing).sealAnnex(await fileOf(file), {
          agencyName,
          heading: "",
          decisionNumber: "15/QĐ-UBND",
          at,
        }),
      ),
    )
  expect(await handIn([decision, ...sealed.slice(0, 1)])).toMatch(/không có tệp Phụ lục II/u)
  expect(await handIn(Array.from({ length: 9 }, () => decision))).toMatch(/không nhận/u)
  expect(await handIn([...sealed, decision])).toBe(302)
  expect((await pageFor("vanthu")).campaign.state).toBe("sealed")
})

test("issued, an annex is genuine on the page where anyone checks files, and said to be an annex", async () => {
  await take("vanthu", "issue")
  const bytes = await fileOf("phu-luc-2.pdf")
  const verified = async (file: Uint8Array<ArrayBuffer>) =>
    (await sendForVerification(issuing.office, file, "phu-luc.pdf")).upload
  expect(await verified(bytes)).toMatchObject({
    verdict: "GENUINE",
    annex: "Phụ lục II",
    edition: { decision: { number: "15/QĐ-UBND" } },
  })
  const { found } = (await lookUp(issuing.office.ask(`/xac-minh?so=${sha256(bytes)}`))).data
  expect(found).toMatchObject([{ annexes: [{ heading: "Phụ lục I" }, { sha256: sha256(bytes) }] }])
  const changed = bytes.slice()
  changed[9000] = (changed[9000] ?? 0) ^ 1
  expect((await verified(changed))?.verdict).toBe("ALTERED")
})
