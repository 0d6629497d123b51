import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { CHIEF } from "#test/workflows/document-form/linted.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { drawSubmission } from "#workflows/document-drawing/draw-submission.server.ts"

/** The reference validator of PDF/A and PDF/UA; no package brings it, so it is asked where somebody has installed it. */
const isHere = spawnSync("verapdf", ["--version"]).error === undefined

/** Rules of a standard that veraPDF says the file breaks, as it writes them. */
const brokenIn = (bytes: Uint8Array, flavour: "3a" | "ua1"): string[] => {
  const folder = mkdtempSync(join(tmpdir(), "vera-"))
  try {
    const file = join(folder, "a.pdf")
    writeFileSync(file, bytes)
    const { stdout, stderr } = spawnSync("verapdf", ["-f", flavour, "--format", "xml", file], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    })
    if (/isCompliant="true"/u.test(stdout)) return []
    const rules = [
      ...stdout.matchAll(/<rule specification="([^"]*)" clause="([^"]*)" testNumber="([^"]*)"/gu),
    ]
    return rules.length > 0 ? rules.map((rule) => rule.slice(1).join(" ")) : [`no report: ${stderr}`]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.skipIf(!isHere)(
  "veraPDF finds every document to be PDF/A-3a and PDF/UA-1, drawn and sealed",
  { timeout: 600_000 },
  async () => {
    const edition = aFrozenEdition({ rows: 40 })
    const decision = await drawDecision(edition, { ...FACTS, checkedAt: "https://dvc.example.vn/xac-minh" })
    const apart = await drawDecision(edition, { ...FACTS, annexesApart: true })
    const submission = await drawSubmission(edition, { submission: null, signatory: CHIEF })
    const sealed = await withOffice(async (office) => [
      await issue(office, decision.bytes),
      ...(await Promise.all(apart.annexes.map(({ bytes }) => office.sealAnnex(bytes)))),
    ])
    for (const bytes of [decision.bytes, apart.bytes, submission.bytes, ...sealed])
      for (const flavour of ["3a", "ua1"] as const) expect(brokenIn(bytes, flavour)).toEqual([])
  },
)
