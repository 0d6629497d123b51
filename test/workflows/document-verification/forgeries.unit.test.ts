import { beforeAll, expect, test } from "vitest"
import { DRAWN_RULES } from "#workflows/document-verification/drawn-as-ours.server.ts"
import { trustVerdict } from "#workflows/document-verification/trust-verdict.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { BEFORE_SIGNING } from "./forgeries/before-signing.ts"
import { redrawn } from "./forgeries/forged-file.ts"
import { IN_A_LATER_SAVING } from "./forgeries/in-a-later-saving.ts"
import { type Forgery, type Office, openOffice, TODAY } from "./forgeries/office.ts"

let office: Office
beforeAll(async () => {
  office = await openOffice()
})

/** The verdict on a file, with all that is said against it. */
const judged = async (bytes: Uint8Array, { known, knownBy }: Partial<Forgery> = {}) => {
  const report = await verifyDecision(bytes, { authorities: (await known?.(office)) ?? office.known })
  const { trust, reasons } = trustVerdict([report], knownBy ?? TODAY)
  const failed = report.checks.filter(({ ok }) => !ok).map(({ message }) => message)
  return { trust, said: [...reasons, ...failed].join("\n") }
}

test("every rule of the drawing has its name and its reason", () => {
  expect(new Set(DRAWN_RULES.map(({ name }) => name)).size).toBe(DRAWN_RULES.length)
  for (const { reason } of DRAWN_RULES) expect(reason.split(" ").length).toBeGreaterThan(8)
})

test("the decision the forgeries are made of is trusted, and so is its drawing written anew in nothing changed", async () => {
  for (const bytes of [office.sealed, await office.issue(await redrawn(office.drawn))])
    expect(await judged(bytes)).toEqual({ trust: "TRUSTED", said: "" })
})

const CORPUS: Record<string, Forgery[]> = {
  "a later saving": IN_A_LATER_SAVING,
  "hiding before it is signed": BEFORE_SIGNING.HIDE,
  "preparing another look before it is signed": BEFORE_SIGNING.REPLACE,
  "preparing another document before it is signed": BEFORE_SIGNING.HIDE_AND_REPLACE,
  "other files inside": BEFORE_SIGNING.ATTACHMENTS,
}

for (const [kind, forgeries] of Object.entries(CORPUS))
  test.each(forgeries.map((one) => [one.name, one] as const))(
    `forged by ${kind}: %s`,
    async (_name, forgery) => {
      const { trust, said } = await judged(await forgery.make(office), forgery)
      expect({ trust, said }).toEqual({ trust: "NOT_TRUSTED", said: expect.stringMatching(forgery.words) })
    },
  )
