/** `npm run lint:document -- FILE.pdf [--json]`: the finished PDF against the layout rules of Decree 30/2020; exit 0 only if all hold. */
import { readFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { isOfficeError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { byRule, placeAndDifference } from "#workflows/document-form/findings-in-text.ts"
import { lintDocument } from "#workflows/document-form/lint-document.server.ts"
import type { LintReport } from "#workflows/document-form/lint-rule.ts"
import { fail } from "./command-line.ts"

/** Places shown per rule; `--json` has them all. */
const SHOWN = 5

const { file, json } = readArguments()
const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) =>
  fail(
    error.code === "ENOENT"
      ? `Không tìm thấy tệp «${file}». Kiểm tra lại đường dẫn.`
      : `Không đọc được tệp «${file}» (${error.code ?? error.message}). Kiểm tra quyền đọc tệp.`,
  ),
)
const report = await lintDocument(new Uint8Array(bytes)).catch((error: unknown) => {
  if (isOfficeError(error)) return fail(error.message)
  throw error
})
if (json) console.log(JSON.stringify({ file, ...report }, null, 2))
else print(file, report)
process.exitCode = report.ok ? 0 : 1

function readArguments(): { file: string; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: "boolean", default: false } },
      allowPositionals: true,
    })
    const [only, ...more] = positionals
    if (only !== undefined && more.length === 0) return { file: only, json: values.json }
  } catch {
    // An unknown option is answered like a missing file.
  }
  return fail("Cách dùng: npm run lint:document -- TỆP.pdf [--json]")
}

function print(name: string, { ok, profile, pages, rules, findings }: LintReport): void {
  console.log(`Kiểm tra thể thức văn bản: ${name}`)
  console.log(
    `  Quy định trình bày: ${profile}; ${formatNumber(pages)} trang; ${formatNumber(rules)} quy tắc.`,
  )
  for (const found of byRule(findings)) {
    const [first] = found
    if (!first) continue
    console.log(`  [${first.severity === "error" ? "LỖI" : "LƯU Ý"}] ${first.rule}: ${first.sentence}`)
    console.log(`    Căn cứ: ${first.law}`)
    for (const one of found.slice(0, SHOWN)) console.log(`    ${placeAndDifference(one)}`)
    if (found.length > SHOWN) console.log(`    … và ${formatNumber(found.length - SHOWN)} chỗ khác`)
  }
  console.log(ok ? "Kết luận: văn bản đúng thể thức." : "Kết luận: văn bản CHƯA đúng thể thức.")
}
