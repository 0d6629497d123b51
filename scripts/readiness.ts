/**
 * `npm run readiness [-- --date D] [--json OUT] [--data DIR]`: what is missing before this office can issue a decision on a day, each
 * with where to mend it. Exit 0 nothing, 1 something, 2 could not tell. Changes nothing, and makes no store.
 */
import { writeFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { systemClock } from "#models/shared/clock.ts"
import { addDays, dayOf, formatDay } from "#models/shared/dates.ts"
import { InvalidInputError, isOfficeError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { findStorePurpose } from "#models/store-purpose/store-purpose.repository.server.ts"
import { findTrainingInstant } from "#models/training-clock/training-clock.repository.server.ts"
import { type Config, ConfigError, readConfig } from "#workflows/config.server.ts"
import { openStoreToRead } from "#workflows/office-store.server.ts"
import { MISSING_LABELS } from "#workflows/readiness/missing.ts"
import { type Readiness, readinessOfNothing, readinessOn } from "#workflows/readiness/readiness.server.ts"

const COULD_NOT_TELL = 2
const complain = (line: string) => process.stderr.write(`${line}\n`)

try {
  process.exitCode = await main()
} catch (error) {
  complain(
    isOfficeError(error) || error instanceof ConfigError
      ? error.message
      : `Không thực hiện được: ${error instanceof Error ? error.message : String(error)}`,
  )
  process.exitCode = COULD_NOT_TELL
}

async function main(): Promise<number> {
  const { date, json, data } = readArguments()
  if (date !== undefined && !isDay(date)) {
    complain(`Ngày «${date}» không có thật. Viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2027-05-12.`)
    return COULD_NOT_TELL
  }
  const config = readConfig({ ...process.env, ...(data ? { DATA_DIR: data } : {}) })
  const found = await readinessOf(config, date)
  for (const { kind, what, where } of found.missing)
    console.log(`- ${MISSING_LABELS[kind]}: ${what} → ${where}`)
  console.log(
    found.missing.length === 0
      ? `Ngày ${formatDay(found.date)}: không còn thiếu gì để ban hành quyết định.`
      : `Ngày ${formatDay(found.date)}: còn thiếu ${formatNumber(found.missing.length)} điều.`,
  )
  if (json) await writeFile(json, `${JSON.stringify(found, null, 2)}\n`)
  return found.missing.length === 0 ? 0 : 1
}

/** Of the store there is, in the mode it was filled for; without one everything is missing that an office's own work needs. */
async function readinessOf(config: Config, date: string | undefined): Promise<Readiness> {
  const today = (instant: Date | null) => dayOf(instant ?? systemClock.now())
  const store = await openStoreToRead(config).catch((error: unknown) => {
    if (isOfficeError(error) && error.code === "NOT_FOUND") return null
    throw error
  })
  if (!store) return readinessOfNothing({ ...config, trainingMode: false }, date ?? today(null))
  try {
    const trainingMode = (await findStorePurpose()) === "TRAINING"
    const instant = trainingMode ? await findTrainingInstant() : null
    return await readinessOn(
      { config: { ...config, trainingMode }, reference: storedReference },
      date ?? today(instant),
      today(instant),
    )
  } finally {
    await store.close()
  }
}

function readArguments() {
  const text = { type: "string" } as const
  try {
    return parseArgs({ options: { date: text, json: text, data: text } }).values
  } catch {
    throw new InvalidInputError(
      "Cách dùng: npm run readiness [-- --date NĂM-THÁNG-NGÀY] [--json TỆP] [--data THƯ_MỤC]",
    )
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
}
