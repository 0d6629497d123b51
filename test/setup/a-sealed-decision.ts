import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assignNumberInPdf } from "#workflows/document-drawing/assign-number-in-pdf.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"
import { DEPUTY } from "./a-decision.ts"

const at = (time: string) => new Date(`2023-05-12T${time}+07:00`)

/** The three steps after drawing, with keys that last as long as `use` runs. */
export const withOffice = <Result>(use: (office: Office) => Promise<Result>): Promise<Result> =>
  withTrainingKeys((signing) => use(officeOf(signing)))

/** Keys of an authority of their own, that last as long as `use` runs. */
export const withTrainingKeys = async <Result>(
  use: (signing: SigningService) => Promise<Result>,
): Promise<Result> => {
  const keys = await mkdtemp(join(tmpdir(), "khoa-"))
  try {
    return await use(await trainingSigning(keys))
  } finally {
    await rm(keys, { recursive: true })
  }
}

export type Office = Record<
  "sign" | "number" | "seal" | "sealAnnex",
  (bytes: Uint8Array) => Promise<Uint8Array>
>

const officeOf = (signing: SigningService): Office => ({
  sign: (bytes) => documentSigning(signing).signPersonal(bytes, { signatory: DEPUTY, at: at("09:00:00") }),
  number: (bytes) => assignNumberInPdf(bytes, { number: "15", day: "2023-05-12" }),
  seal: (bytes) =>
    documentSigning(signing).sealAgency(bytes, { agencyName: AGENCY_NAME, at: at("10:00:00") }),
  sealAnnex: (bytes) =>
    documentSigning(signing).sealAnnex(bytes, {
      agencyName: AGENCY_NAME,
      heading: "Phụ lục I",
      decisionNumber: "15/QĐ-UBND",
      at: at("10:15:30"),
    }),
})

const AGENCY_NAME = "Ủy ban nhân dân tỉnh Đắk Nông"

/** A drawn decision signed, numbered and sealed in that order. */
export const issue = async (office: Office, drawn: Uint8Array): Promise<Uint8Array> =>
  office.seal(await office.number(await office.sign(drawn)))
