import { gunzipSync } from "node:zlib"
import type { Procedure } from "#models/procedure/procedure.ts"
import { readLabels } from "#seeds/read-labels.server.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { classifyAll } from "#workflows/classification/classify-file.ts"
import { DUTIES, halvesOf, measureLabels } from "#workflows/classification/labels/measure.server.ts"
import { evidenceFinder } from "#workflows/evidence/level-evidence.ts"
import { likenessFinder } from "#workflows/evidence/likeness.ts"
import { markedProcedure } from "#workflows/evidence/marked-procedure.ts"
import { withNationalMarks } from "#workflows/evidence/national-marks.server.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"
import type { Area, Measure } from "../area.ts"
import { NO_REAL_LIST, realList } from "../real-list.ts"
import { timeInTurn } from "../timing.ts"

const ROUNDS = 5

/** Classifying every procedure with its evidence, the index of like procedures made anew each time, beside merely reading the file they come in. */
export const classifyArea: Area = {
  name: "classify",
  title: "Phân loại mức độ, cả danh sách thật",
  run: async (say) => {
    const bytes = realList()
    if (!bytes) {
      say(NO_REAL_LIST)
      return []
    }
    const rows = completeRows((await readRegisterFile(bytes)).rows)
    const procedures = rows.filter(isWhole).map(({ procedure }) => procedure)
    const parse = () => {
      for (const line of gunzipSync(bytes).toString("utf8").split("\n")) if (line !== "") JSON.parse(line)
    }
    const finder = () => evidenceFinder(withNationalMarks(procedures.map(markedProcedure)))
    const measures: Measure[] = []
    for (const regime of LEGAL_REGIMES) {
      const { parsing, classifying } = await timeInTurn(
        { parsing: parse, classifying: () => classifyAll(procedures, regime, finder()) },
        { rounds: ROUNDS, warmUp: 1 },
      )
      measures.push({
        name: `classify-${regime.id}`,
        title: `${procedures.length} thủ tục theo ${regime.name}, so với chỉ đọc tệp (${parsing.toFixed(0)} ms)`,
        value: classifying / parsing,
        unit: "×",
        target: { atMost: 3 },
      })
    }
    const comparable = procedures
      .map(markedProcedure)
      .map(({ announcer, field, ...one }) => ({ ...one, marks: [field.code, announcer] }))
    const allNeighbours = () => {
      const find = likenessFinder(comparable)
      for (const { code } of comparable) find(code)
    }
    const { parsing, finding } = await timeInTurn(
      { parsing: parse, finding: allNeighbours },
      { rounds: ROUNDS, warmUp: 1 },
    )
    measures.push({
      name: "neighbours",
      title: `thủ tục giống nhất của cả ${procedures.length} thủ tục, so với chỉ đọc tệp (${parsing.toFixed(0)} ms)`,
      value: finding / parsing,
      unit: "×",
      target: { atMost: 1 },
    })
    return [...measures, ...labelMeasures(procedures)]
  },
}

/** Each fact against the hand-made labels: those that alone make a service *một phần* have a target, and the level. */
function labelMeasures(procedures: readonly Procedure[]): Measure[] {
  const labels = readLabels()
  const { heldOut } = halvesOf(labels)
  return LEGAL_REGIMES.flatMap((regime) => {
    const { facts, level } = measureLabels(labels, procedures, regime)
    const unseen = measureLabels(heldOut, procedures, regime)
    const ofLevel = (name: string, title: string, value: number): Measure => ({
      name: `${name}-${regime.id}`,
      title: `${title} theo ${regime.name}`,
      value,
      unit: "",
      target: { atLeast: 0.93 },
    })
    const shares = [
      ofLevel("label-level", "mức đúng so với nhãn", level.share),
      ofLevel("label-level-held-out", "mức đúng so với nhãn, phần chưa dùng để chỉnh", unseen.level.share),
    ]
    // Facts are the same under every regime.
    if (regime !== LEGAL_REGIMES[0]) return shares
    const ofFact = (name: string, title: string, value: number, least: number | undefined): Measure => ({
      name,
      title,
      value,
      unit: "",
      target: least === undefined ? null : { atLeast: least },
    })
    return [
      ...facts.flatMap(({ name, title, precision, recall }) => [
        ofFact(
          `label-precision-${name}`,
          `${title}: đúng trong số đã đọc ra`,
          precision,
          LEAST_PRECISION[name],
        ),
        ofFact(`label-recall-${name}`, `${title}: đọc ra trong số có`, recall, undefined),
      ]),
      ...unseen.facts
        .filter(({ name }) => DUTIES.includes(name))
        .map(({ name, title, precision }) =>
          ofFact(
            `label-precision-held-out-${name}`,
            `${title}: đúng trong số đã đọc ra, phần chưa dùng để chỉnh`,
            precision,
            LEAST_PRECISION[name],
          ),
        ),
      ...shares,
    ].filter(({ value }) => !Number.isNaN(value))
  })
}

/** Facts that alone make a service *một phần*, or keep it offline. */
const LEAST_PRECISION: Record<string, number> = Object.fromEntries(
  [...DUTIES, "not-online"].map((name) => [name, 0.97]),
)
