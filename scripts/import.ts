/**
 * `npm run import -- FILE… [--partial] [--whole [--vanished N]] [--levels WORDS] [--field NAME] [--convert-letters] [--data DIR]`: takes
 * files of procedures into the register, prints a report per file, exits 1 if any file was refused as a whole. With
 * `--preview [--json OUT]` it says what would happen and changes nothing.
 */
import { open, writeFile } from "node:fs/promises"
import { basename } from "node:path"
import { parseArgs } from "node:util"
import { findUnitDirectory, saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { type Clock, fixedClock, systemClock } from "#models/shared/clock.ts"
import { dayOf } from "#models/shared/dates.ts"
import { isOfficeError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findTrainingInstant } from "#models/training-clock/training-clock.repository.server.ts"
import { openForWork } from "#seeds/open-for-work.server.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { type Config, ConfigError, readConfig } from "#workflows/config.server.ts"
import { describePlan, previewOf } from "#workflows/register/describe-plan.ts"
import { describeReport } from "#workflows/register/describe-report.ts"
import { adminLevelsAnswer, type ImportAnswers } from "#workflows/register/import-answers.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { planImport } from "#workflows/register/plan-import.server.ts"
import { TRAINING_STARTS } from "#workflows/training/training-clock.server.ts"
import { IMPORT_LIMITS } from "#workflows/uploads/import-limits.ts"
import { UNREADABLE, unreadable } from "./command-line.ts"

const USAGE =
  "Cách dùng: npm run import -- TỆP… [--preview [--json TỆP_KẾT_QUẢ]] [--partial] [--whole [--vanished SỐ]] [--levels tinh,xa,theo-co-quan] [--field LĨNH_VỰC] [--convert-letters] [--data THƯ_MỤC]"

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

try {
  process.exitCode = await main()
} catch (error) {
  complain(isOfficeError(error) || error instanceof ConfigError ? error.message : String(error))
  process.exitCode = 1
}

async function main(): Promise<number> {
  const { files, dataDir, preview, json, ...how } = readArguments()
  if (files.length === 0 || how.answers.adminLevels === null) {
    complain(USAGE)
    return 1
  }
  const closed = await unreadable(files)
  for (const file of closed) complain(`${file}: ${UNREADABLE}`)
  if (closed.length === files.length) return 1
  const config = readConfig({ ...process.env, ...(dataDir ? { DATA_DIR: dataDir } : {}) })
  const store = await openForWork(config)
  try {
    const clock = await clockOf(config)
    await ensureDirectory(store, config)
    let failures = closed.length
    const readable = files.filter((one) => !closed.includes(one))
    if (preview) {
      await previewFiles(readable, { clock, answers: how.answers as ImportAnswers, json })
      return failures === 0 ? 0 : 1
    }
    for (const file of readable)
      if (!(await importFile(file, { store, clock, ...how, answers: how.answers as ImportAnswers })))
        failures += 1
    return failures === 0 ? 0 : 1
  } finally {
    await store.close()
  }
}

type How = { partial: boolean; isWhole: boolean; knownVanished: number | null; answers: ImportAnswers }
/** What was typed: levels in words nobody knows are null. */
type Arguments = Omit<How, "answers"> & {
  answers: Omit<ImportAnswers, "adminLevels"> & { adminLevels?: ReturnType<typeof adminLevelsAnswer> }
  files: string[]
  preview: boolean
  json: string | undefined
  dataDir: string | undefined
}

function readArguments(): Arguments {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        partial: { type: "boolean", default: false },
        whole: { type: "boolean", default: false },
        vanished: { type: "string" },
        preview: { type: "boolean", default: false },
        json: { type: "string" },
        levels: { type: "string" },
        field: { type: "string" },
        "convert-letters": { type: "boolean", default: false },
        data: { type: "string" },
      },
    })
    const knownVanished = values.vanished === undefined ? null : Number(values.vanished)
    return {
      files: positionals,
      partial: values.partial,
      isWhole: values.whole,
      knownVanished,
      answers: {
        ...(values.levels === undefined ? {} : { adminLevels: adminLevelsAnswer(values.levels.split(",")) }),
        ...(values.field ? { field: values.field } : {}),
        convertLetters: values["convert-letters"],
      },
      preview: values.preview,
      json: values.json,
      dataDir: values.data,
    }
  } catch {
    return {
      files: [],
      partial: false,
      isWhole: false,
      knownVanished: null,
      answers: {},
      preview: false,
      json: undefined,
      dataDir: undefined,
    }
  }
}

/** In training the office's day is the store's; it is only read, since a running app moves it. */
async function clockOf(config: Config): Promise<Clock> {
  return config.trainingMode
    ? fixedClock((await findTrainingInstant()) ?? TRAINING_STARTS[config.trainingProvince])
    : systemClock
}

/**
 * A training store nobody has started the app on yet gets the agencies that services are assigned to; an office's own are not
 * for us to make up.
 */
async function ensureDirectory(store: Store, { trainingMode }: Config): Promise<void> {
  await store.inTransaction(async (session) => {
    if (await findUnitDirectory(session)) return
    if (!trainingMode)
      throw new RuleBrokenError(
        "Kho dữ liệu chưa được thiết lập cho tỉnh, thành phố nào nên chưa biết thủ tục thuộc cơ quan nào. Hãy chạy «npm run setup» trước.",
      )
    await saveUnitDirectory(UNIT_DIRECTORY, session)
  })
}

async function previewFiles(
  files: readonly string[],
  { clock, answers, json }: { clock: Clock; answers: ImportAnswers; json: string | undefined },
): Promise<void> {
  const directory = await findUnitDirectory()
  if (!directory) return
  const previews = []
  for (const file of files) {
    const plan = await planImport(await readBounded(file), { directory, day: dayOf(clock.now()), answers })
    for (const line of describePlan(basename(file), plan)) say(line)
    previews.push(previewOf(basename(file), plan))
  }
  if (json) await writeFile(json, `${JSON.stringify(files.length === 1 ? previews[0] : previews, null, 2)}\n`)
}

async function importFile(
  file: string,
  { store, clock, ...how }: { store: Store; clock: Clock } & How,
): Promise<boolean> {
  const bytes = await readBounded(file)
  const started = performance.now()
  const report = await importProcedures(
    { store, clock },
    { fileName: basename(file), bytes, ...how, by: "npm run import" },
  )
  for (const line of describeReport(report)) say(line)
  say(`  Xong trong ${((performance.now() - started) / 1000).toFixed(1)} giây.`)
  return report.outcome === "TAKEN"
}

/** Reads no more than one byte beyond the limit: the import then says that the file is too large. */
async function readBounded(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const bytes = Buffer.alloc(Math.min(size, IMPORT_LIMITS.fileBytes + 1))
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0)
    return bytes.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
