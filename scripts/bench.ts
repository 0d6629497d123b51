/**
 * `npm run bench [-- AREA…] [--json FILE]`: the benchmarks. Prints what was measured against its target; exits 1 when a
 * target is missed, 2 when it was called wrongly.
 */
import { writeFile } from "node:fs/promises"
import { availableParallelism, cpus } from "node:os"
import { parseArgs } from "node:util"
import { type Area, isMet, type Measure } from "./bench/area.ts"
import { AREAS } from "./bench/areas.ts"
import { tableOf } from "./bench/table.ts"
import { fail } from "./command-line.ts"

const say = (line: string) => process.stdout.write(`${line}\n`)

const { areas, json } = readArguments()
const results: { area: Area; measures: Measure[] }[] = []
for (const area of areas) {
  say(`\n${area.title} (${area.name})`)
  const measures = await area.run((line) => say(`  … ${line}`))
  say("")
  for (const line of tableOf(measures)) say(`  ${line}`)
  results.push({ area, measures })
}
if (json) await writeFile(json, `${JSON.stringify(asJson(), null, 2)}\n`)

const missed = results.flatMap(({ measures }) => measures.filter((measure) => !isMet(measure)))
say(missed.length === 0 ? "\nMọi mục tiêu đều đạt." : `\n${missed.length} mục tiêu không đạt.`)
process.exitCode = missed.length === 0 ? 0 : 1

function asJson() {
  return {
    node: process.version,
    machine: { cpu: cpus()[0]?.model ?? "", cores: availableParallelism(), platform: process.platform },
    met: results.every(({ measures }) => measures.every(isMet)),
    areas: Object.fromEntries(
      results.map(({ area, measures }) => [
        area.name,
        measures.map((measure) => ({ ...measure, met: isMet(measure) })),
      ]),
    ),
  }
}

function readArguments(): { areas: readonly Area[]; json: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: "string" } },
    })
    const unknown = positionals.filter((name) => !AREAS.some((area) => area.name === name))
    if (unknown.length > 0) throw new Error(`Không có phần đo «${unknown.join("», «")}».`)
    const areas = positionals.length === 0 ? AREAS : AREAS.filter((area) => positionals.includes(area.name))
    return { areas, json: values.json }
  } catch (error) {
    return fail(
      `${error instanceof Error ? error.message : String(error)}\nCách dùng: npm run bench -- [${AREAS.map(({ name }) => name).join(" | ")}]… [--json TỆP]`,
      2,
    )
  }
}
