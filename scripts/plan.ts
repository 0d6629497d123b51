/**
 * `npm run plan -- FILE --json OUT`: reads a plan (text, Word, workbook) with its table of tasks, and says what is wrong with it, where,
 * and what could stand there. Exit 0 when the plan was read, faults or not. Changes nothing.
 */
import { readFile, writeFile } from "node:fs/promises"
import { FAULT_LABELS } from "#models/plan/plan-fault.ts"
import { formatDay } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { planKnowledge } from "#seeds/reference/plans/knowledge.ts"
import { readPlan } from "#workflows/plan-reading/read-plan.ts"
import { readPlanFile } from "#workflows/plan-reading/read-plan-file.server.ts"
import { argumentsOf, fail, failWith } from "./command-line.ts"

const USAGE = "Cách dùng: npm run plan -- TỆP_KẾ_HOẠCH --json TỆP_KẾT_QUẢ"

try {
  await main()
} catch (error) {
  failWith(error)
}

async function main(): Promise<void> {
  const { file, json } = readArguments()
  const bytes = await readFile(file).catch(() => {
    throw new InvalidInputError(`Không đọc được tệp «${file}». Kiểm tra đường dẫn và quyền đọc.`)
  })
  const { plan, faults } = readPlan(await readPlanFile(bytes), planKnowledge())
  const told = faults.map(({ kind, place, found, proposed }) => ({ kind, place, found, proposed }))
  if (json) await writeFile(json, `${JSON.stringify({ ...plan, faults: told }, null, 1)}\n`)
  const named = plan.documentNumber ? `Kế hoạch ${plan.documentNumber}` : "Kế hoạch chưa có số"
  const dated = plan.issuedOn ? ` ngày ${formatDay(plan.issuedOn)}` : ""
  console.log(
    `${named}${dated}: ${formatNumber(plan.tasks.length)} nhiệm vụ trong ${formatNumber(plan.parts.length)} phần; ${formatNumber(faults.length)} điều cần xem lại.`,
  )
  for (const { kind, place, found, proposed } of faults)
    console.log(`- ${FAULT_LABELS[kind]} · ${place}: ${found} → ${proposed}`)
}

function readArguments(): { file: string; json: string | undefined } {
  const { values, positionals } = argumentsOf(
    { allowPositionals: true, options: { json: { type: "string" } } },
    USAGE,
  )
  const [file] = positionals
  if (file && positionals.length === 1) return { file, json: values.json }
  return fail(USAGE)
}
