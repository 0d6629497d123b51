/**
 * `npm run rehearse -- --procedures FILE… --year Y [--province CODE] --out DIR`: a whole year headless;
 * `--scenario NAME [--seed N] [--communes N]` in place of the year: a scripted one; see README.
 */
import { mkdir, rm, writeFile } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { editionDraftIdOf } from "#models/catalogue-edition/edition-id.ts"
import { getDocumentBytes } from "#models/official-document/official-document.repository.server.ts"
import { documentIdOf } from "#models/official-document/official-document.ts"
import { systemClock } from "#models/shared/clock.ts"
import { SERVICE_LEVEL_LABELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { openStore } from "#models/store/connection.server.ts"
import { rehearsalSummary } from "#seeds/scenarios/rehearsal-summary.server.ts"
import { FIRST_YEAR_OF_TWO_LEVELS, rehearseYear } from "#seeds/scenarios/rehearse.server.ts"
import { currentDecision, currentEdition } from "#workflows/campaign/decision-bytes.server.ts"
import { trustVerdict } from "#workflows/document-verification/trust-verdict.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { readAuthorities } from "#workflows/gateways/signing/authorities.server.ts"
import { readTrainingAuthority } from "#workflows/gateways/signing/training-keys.server.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"
import { pageCount } from "#workflows/pdf-file/page-count.server.ts"
import { editionFiles } from "#workflows/portal-record/edition-files.server.ts"
import { claimStore } from "#workflows/training/claim-store.server.ts"
import { fail, UNREADABLE, unreadable } from "./command-line.ts"
import { rehearseScenario } from "./rehearse/scenario.ts"

const { values, positionals } = parseArgs({
  options: {
    procedures: { type: "string", multiple: true },
    year: { type: "string" },
    province: { type: "string" },
    scenario: { type: "string" },
    seed: { type: "string" },
    communes: { type: "string" },
    "branch-annex": { type: "boolean", default: false },
    out: { type: "string", default: "out" },
  },
  allowPositionals: true,
})
const files = [...(values.procedures ?? []), ...positionals]
if (values.scenario !== undefined) {
  const { scenario, seed, communes, out: folder } = values
  const besides = (["year", "province", "branch-annex"] as const).filter((name) => values[name])
  await rehearseScenario({
    scenario,
    files,
    seed,
    communes,
    out: folder,
    besides: besides.map((name) => `--${name}`),
  })
} else await rehearseOneYear()

async function rehearseOneYear(): Promise<void> {
  const year = Number(values.year)
  if (files.length === 0 || !Number.isInteger(year) || year < 2022 || year > 2100) {
    fail(
      "Cách dùng: npm run rehearse -- --procedures TỆP… --year 2023 [--province MÃ] [--branch-annex] --out THƯ_MỤC",
      2,
    )
  }
  const province = values.province ?? null
  if (province !== null && year < FIRST_YEAR_OF_TWO_LEVELS) {
    fail(
      `Các tỉnh, thành phố trong bảng có từ ngày 01/7/2025: --province dùng từ năm ${FIRST_YEAR_OF_TWO_LEVELS}. Bỏ --province để diễn tập tỉnh tập huấn của năm ${year}.`,
      2,
    )
  }
  // Before the store of the last rehearsal is given up.
  const closed = await unreadable(files)
  if (closed.length > 0) fail(closed.map((file) => `${file}: ${UNREADABLE}`).join("\n"))

  const out = resolve(values.out)
  const timings: Record<string, number> = {}
  const stage = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    try {
      return await work()
    } finally {
      timings[name] = Number(((performance.now() - from) / 1000).toFixed(3))
      console.log(`${name.padEnd(12)} ${timings[name].toFixed(1)} s`)
    }
  }
  const keep = async (name: string, content: Uint8Array | string): Promise<void> => {
    await mkdir(dirname(join(out, name)), { recursive: true })
    await writeFile(join(out, name), content)
  }

  // A rehearsal starts from nothing, beside what people work in.
  const dataDir = join(out, "store")
  await rm(dataDir, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  const store = process.env.MONGODB_URI
    ? await openStore({ uri: process.env.MONGODB_URI, database: `dien_tap_${year}_${process.pid}` })
    : await openStore({ dataDir })
  const portals = await startPortalSimulator({ port: 0 })
  try {
    // What a rehearsal decides is made up: no office may go on from it.
    await claimStore(store, { trainingMode: true, place: `«${dataDir}»` })
    const signing = await trainingSigning(join(out, "keys"))
    // Whoever verifies the decision gives this folder as TRUSTED_CERTIFICATES; so does the rehearsal itself.
    await rm(join(out, "trust"), { recursive: true, force: true })
    const authority = await readTrainingAuthority(join(out, "keys"))
    if (authority) await keep("trust/ca-tap-huan.crt", `${authority.toString("pem")}\n`)
    const authorities = readAuthorities(join(out, "trust"))
    const result = await rehearseYear({
      store,
      signing,
      authorities,
      portalsUrl: portals.url,
      files,
      year,
      province,
      branchAnnex: values["branch-annex"],
      stage,
    })
    const campaign = await getCampaign(result.campaign.id)
    const edition = await currentEdition(campaign)
    const { frozen, numbered } = campaign.workflow.context
    const draftId = editionDraftIdOf(campaign.id, frozen?.draft ?? 1)
    const bytes = await currentDecision(campaign)
    const unsigned = await getDocumentBytes(documentIdOf(draftId, "DECISION", "UNSIGNED"))
    await stage("write", async () => {
      await keep("decision.pdf", bytes)
      await keep("decision-unsigned.pdf", unsigned)
      await keep("submission.pdf", await getDocumentBytes(documentIdOf(draftId, "SUBMISSION", "UNSIGNED")))
      for (const file of await editionFiles(edition, numbered)) await keep(file.name, file.bytes)
    })
    const report = await stage("verify", () => verifyDecision(bytes, { digest: edition.digest, authorities }))
    const summary = await rehearsalSummary({
      ...result,
      campaign,
      edition,
      decision: { bytes, unsigned, pages: pageCount(bytes), report },
      timings,
    })
    await keep("summary.json", `${JSON.stringify(summary, null, 2)}\n`)
    for (const row of summary.procedures.refused)
      console.log(`Từ chối dòng ${row.line} (${row.code}) ${row.field}: ${row.reason}`)
    const perLevel = SERVICE_LEVELS.map(
      (level) =>
        `${formatNumber(summary.levels[level])} ${SERVICE_LEVEL_LABELS[level].toLocaleLowerCase("vi")}`,
    )
    console.log(
      `${formatNumber(summary.services)} dịch vụ: ${perLevel.join(", ")}. Quyết định ${summary.decision.number}, ${formatNumber(summary.decision.pages)} trang. Trạng thái: ${summary.state}.`,
    )
    const { trust, reasons } = trustVerdict([report], systemClock.now())
    if (trust !== "TRUSTED")
      throw new Error(`Quyết định vừa phát hành không đạt kiểm tra: ${reasons.join("; ")}.`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    if (process.env.DEBUG) console.error(error)
    process.exitCode = 1
  } finally {
    await portals.close()
    await store.close()
  }
}
