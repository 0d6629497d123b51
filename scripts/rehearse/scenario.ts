import { existsSync } from "node:fs"
import { mkdir, rm, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { openStore } from "#models/store/connection.server.ts"
import { rehearseBusyYear } from "#seeds/scenarios/busy-year/busy-year.server.ts"
import { rehearseEightQuarters } from "#seeds/scenarios/eight-quarters/eight-quarters.server.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { readAuthorities } from "#workflows/gateways/signing/authorities.server.ts"
import { readTrainingAuthority } from "#workflows/gateways/signing/training-keys.server.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"
import { claimStore } from "#workflows/training/claim-store.server.ts"
import { fail, failWith, UNREADABLE, unreadable } from "../command-line.ts"

const SCENARIOS = ["busy-year", "eight-quarters"] as const

type Asked = {
  scenario: string
  files: readonly string[]
  seed: string | undefined
  communes: string | undefined
  out: string
  /** Options of the command that no scenario takes, where they were given. */
  besides: readonly string[]
}

const PLAN_LIST = "../shared/data/procedures/national-portal.jsonl.gz"
const SEED_TABLE = "seeds/reference/procedures.csv"
const ROOT = join(import.meta.dirname, "../..")

/** Carries out `npm run rehearse -- --scenario NAME`; ends the process with a sentence where it cannot. */
export const rehearseScenario = async (asked: Asked): Promise<void> => {
  const { besides, out: folder } = asked
  if (!(SCENARIOS as readonly string[]).includes(asked.scenario))
    fail(`Không có kịch bản «${asked.scenario}». Kịch bản có: ${SCENARIOS.join(", ")}.`)
  if (besides.length > 0)
    fail(
      `--scenario không đi cùng ${besides.join(", ")}: kịch bản tự định ngày và tỉnh. Bỏ --scenario, hoặc bỏ ${besides.join(", ")}.`,
    )
  const seed = seedOf(asked.seed)
  if (asked.scenario === "eight-quarters") {
    // Its reports are of plan 122: no list of procedures goes into it.
    if (asked.files.length > 0) fail("Kịch bản eight-quarters không dùng danh sách thủ tục. Bỏ --procedures.")
    return rehearseEight({ seed, communes: communesOf(asked.communes) }, resolve(folder)).catch(failWith)
  }
  if (asked.communes !== undefined) fail("--communes chỉ dùng với kịch bản eight-quarters.")
  const closed = await unreadable(asked.files)
  if (closed.length > 0) fail(closed.map((file) => `${file}: ${UNREADABLE}`).join("\n"))
  const files = asked.files.length > 0 ? asked.files : [listAtHand()]
  try {
    await rehearse(files, seed, resolve(folder))
  } catch (error) {
    failWith(error)
  }
}

function seedOf(text = "1"): number {
  const seed = Number(text)
  if (!/^\d{1,9}$/.test(text) || !Number.isInteger(seed))
    fail(`--seed ${text}: ghi một số nguyên từ 0, nhiều nhất 9 chữ số.`)
  return seed
}

function communesOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^\d{1,3}$/u.test(text)) fail(`--communes ${text}: ghi số xã giữ lại, một số nguyên từ 0 đến 999.`)
  return Number(text)
}

function listAtHand(): string {
  const list = join(ROOT, PLAN_LIST)
  if (existsSync(list)) return list
  console.log(`Không có ${PLAN_LIST}: dùng bảng thủ tục đi kèm, ít dịch vụ hơn.`)
  return join(ROOT, SEED_TABLE)
}

type World = Pick<
  Parameters<typeof rehearseBusyYear>[0],
  "store" | "signing" | "authorities" | "portals" | "stage"
>

/** Runs a scenario on an empty store of its own under the folder, signing with a test authority that is left in `trust/`. */
async function inFreshStore(out: string, run: (world: World) => Promise<void>): Promise<void> {
  const dataDir = join(out, "store")
  await rm(dataDir, { recursive: true, force: true })
  await mkdir(join(out, "trust"), { recursive: true })
  const store = process.env.MONGODB_URI
    ? await openStore({ uri: process.env.MONGODB_URI, database: `dien_tap_${process.pid}` })
    : await openStore({ dataDir })
  const portals = await startPortalSimulator({ port: 0 })
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
  try {
    await claimStore(store, { trainingMode: true, place: `«${dataDir}»` })
    const signing = await trainingSigning(join(out, "keys"))
    const authority = await readTrainingAuthority(join(out, "keys"))
    if (authority) await writeFile(join(out, "trust/ca-tap-huan.crt"), `${authority.toString("pem")}\n`)
    const authorities = readAuthorities(join(out, "trust"))
    await run({ store, signing, authorities, portals, stage })
    await keep(out, "timings.json", timings)
  } finally {
    await portals.close()
    await store.close()
  }
}

const keep = (out: string, name: string, content: unknown): Promise<void> =>
  writeFile(join(out, name), `${JSON.stringify(content, null, 2)}\n`)

const rehearse = (files: readonly string[], seed: number, out: string): Promise<void> =>
  inFreshStore(out, async (world) => {
    const { summary, ...lists } = await rehearseBusyYear({ ...world, files, seed })
    for (const [name, rows] of Object.entries(lists)) await keep(out, `${name}.json`, rows)
    await keep(out, "summary.json", summary)
    say(summary)
    assertWhole(summary)
  })

const rehearseEight = (asked: { seed: number; communes: number | null }, out: string): Promise<void> =>
  inFreshStore(out, async (world) => {
    const { summary, files } = await rehearseEightQuarters({ ...world, ...asked })
    await mkdir(join(out, "reports"), { recursive: true })
    for (const { name, bytes } of files) await writeFile(join(out, "reports", name), bytes)
    await keep(out, "summary.json", summary)
    const n = formatNumber
    for (const one of summary.quarters)
      console.log(
        `${one.quarter}: ${n(one.opened)} đơn vị, nhận ${n(one.submitted)}, muộn ${n(one.late)}, trả lại ${n(one.returned)}, chưa gửi ${n(one.missing)}; ${n(one.revisions)} bản tổng hợp, ${n(one.correctedAfterFreeze)} đính chính.`,
      )
    assertWhole(summary)
  })

/** @throws RuleBrokenError with what was found in the store, or of mail that was lost or doubled */
function assertWhole(summary: { findings: string[]; notices: { lost: number; doubled: number } }): void {
  const { lost, doubled } = summary.notices
  const faults = [
    ...summary.findings.map((finding) => `SAI  ${finding}`),
    ...(lost + doubled > 0 ? [`SAI  Thư: mất ${lost}, gửi trùng ${doubled}.`] : []),
  ]
  if (faults.length > 0) throw new RuleBrokenError(faults.join("\n"))
}

function say({
  services,
  agencies,
  notices,
  clocks,
  returnedTwice,
  absences,
  amendments,
  recalls,
}: BusySaid): void {
  const n = formatNumber
  console.log(
    [
      `${n(services)} dịch vụ của ${n(agencies)} đơn vị; ${n(returnedTwice)} phiếu trả lại từ hai lần; ${n(absences)} người vắng có người làm thay; ${n(amendments)} đợt điều chỉnh, ${n(recalls)} quyết định thu hồi.`,
      `Thông báo: ${n(notices.told)}; thư đã nhận ${n(notices.sent)}, không đến ${n(notices.failed)}, gửi lại ${n(notices.retried)} lần.`,
      `Thời hạn: đúng ${n(clocks.kept)}, trễ ${n(clocks.missed)}.`,
    ].join("\n"),
  )
}
type BusySaid = Awaited<ReturnType<typeof rehearseBusyYear>>["summary"]
