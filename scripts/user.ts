/**
 * `npm run user -- --id ten.dangnhap --name "Họ tên" --role REVIEWER --agency van-phong-ubnd-tinh [--from DAY] [--to DAY]
 * [--data DIR]`: adds a user, or an assignment to a known one. A new user's password is printed once and kept nowhere.
 */
import { parseArgs } from "node:util"
import { fixedClock, systemClock } from "#models/shared/clock.ts"
import { formatDay } from "#models/shared/dates.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import { ROLE_LABELS, ROLES } from "#models/shared/workflow.ts"
import { findTrainingInstant } from "#models/training-clock/training-clock.repository.server.ts"
import { ONE_TIME_MS } from "#models/user/user.ts"
import { openForWork } from "#seeds/open-for-work.server.ts"
import { ConfigError, readConfig } from "#workflows/config.server.ts"
import { type AddUser, addUser } from "#workflows/identity/add-user.server.ts"

import { TRAINING_STARTS } from "#workflows/training/training-clock.server.ts"

const USAGE = [
  'Cách dùng: npm run user -- --id ten.dangnhap --name "Họ tên" --role VAI_TRÒ --agency MÃ_CƠ_QUAN [--from NĂM-THÁNG-NGÀY] [--to NĂM-THÁNG-NGÀY] [--data THƯ_MỤC]',
  "Vai trò:",
  ...ROLES.map((role) => `  ${role}: ${ROLE_LABELS[role]}`),
].join("\n")

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

try {
  process.exitCode = await main()
} catch (error) {
  complain(isOfficeError(error) || error instanceof ConfigError ? error.message : String(error))
  process.exitCode = 1
}

async function main(): Promise<number> {
  const given = readArguments()
  if (!given) {
    complain(USAGE)
    return 1
  }
  const config = readConfig({ ...process.env, ...(given.dataDir ? { DATA_DIR: given.dataDir } : {}) })
  const store = await openForWork(config)
  try {
    const clock = config.trainingMode
      ? fixedClock((await findTrainingInstant()) ?? TRAINING_STARTS[config.trainingProvince])
      : systemClock
    const { user, password } = await addUser(
      { store, clock },
      { ...given.input, oneTimeUntil: new Date(systemClock.now().getTime() + ONE_TIME_MS) },
    )
    say(`${user.id} (${user.fullName}):`)
    for (const { role, agencyId, validFrom, validTo } of user.assignments)
      say(
        `  ${ROLE_LABELS[role]} · ${agencyId} · từ ${formatDay(validFrom)}${validTo ? ` đến ${formatDay(validTo)}` : ""}`,
      )
    if (password)
      say(
        `Mật khẩu (chỉ hiện một lần, hãy chuyển riêng cho người dùng; đổi ở lần đăng nhập đầu, trong bảy ngày): ${password}`,
      )
    return 0
  } finally {
    await store.close()
  }
}

function readArguments(): { input: AddUser; dataDir: string | undefined } | null {
  const text = { type: "string" } as const
  try {
    const { values } = parseArgs({
      options: { id: text, name: text, role: text, agency: text, from: text, to: text, data: text },
    })
    const { id, name, role, agency, from, to, data } = values
    if (!id || !role || !agency) return null
    return {
      input: { id, fullName: name, role, agencyId: agency, from, to, by: "npm run user" },
      dataDir: data,
    }
  } catch {
    return null
  }
}
