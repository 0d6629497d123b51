import { gunzipSync } from "node:zlib"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { classifyAll } from "#workflows/classification/classify-file.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"
import type { Area, Measure } from "../area.ts"
import { NO_REAL_LIST, realList } from "../real-list.ts"
import { timeInTurn } from "../timing.ts"

const ROUNDS = 5

/** Classifying every procedure with its evidence, beside merely reading the file they come in. */
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
    const measures: Measure[] = []
    for (const regime of LEGAL_REGIMES) {
      const { parsing, classifying } = await timeInTurn(
        { parsing: parse, classifying: () => classifyAll(procedures, regime) },
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
    return measures
  },
}
