/**
 * `npm run bench -- [AREA…] [--json FILE]`: measures what people wait for, as ratios against something plain in the same run.
 * Exit code 1 when a bound is not kept.
 */
import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { isKept, type Measure, shown } from "./bench/measure.ts"
import { storeBench } from "./bench/store.ts"

const AREAS = { store: storeBench } as const
type Area = keyof typeof AREAS

const isArea = (name: string): name is Area => Object.hasOwn(AREAS, name)

const { areas, json } = readArguments()
const results: Record<string, Measure[]> = {}
let missed = 0
for (const area of areas) {
  const { title, run } = AREAS[area]
  console.log(`\n${title}`)
  results[area] = await run((line) => console.log(`  ${line}`))
  for (const measure of results[area]) {
    const isGood = isKept(measure)
    if (isGood === false) missed += 1
    console.log(`  ${isGood === null ? "      " : isGood ? "đạt   " : "KHÔNG "} ${shown(measure)}`)
  }
}
if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`)
console.log(missed === 0 ? "\nMọi giới hạn đều đạt." : `\nCó ${missed} giới hạn không đạt.`)
process.exit(missed === 0 ? 0 : 1)

function readArguments(): { areas: Area[]; json: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { json: { type: "string" } },
    })
    const unknown = positionals.filter((name) => !isArea(name))
    if (unknown.length === 0) {
      const asked = positionals.filter(isArea)
      return { areas: asked.length > 0 ? asked : (Object.keys(AREAS) as Area[]), json: values.json }
    }
    console.error(`Không có phần đo «${unknown.join(", ")}».`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
  }
  console.error(`Cách dùng: npm run bench -- [${Object.keys(AREAS).join("|")}] [--json TỆP]`)
  process.exit(1)
}
